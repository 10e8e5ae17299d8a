"""Many submissions: sharing them out, keeping results, similarity, the pages of a class."""
