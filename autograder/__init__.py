"""The autograder of the autograd workbook."""
