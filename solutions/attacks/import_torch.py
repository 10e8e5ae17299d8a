# Tries: Let torch compute the answer.
# Cell: negative_back
# Keeps: 35

import torch


def negative_back(grad_out, out, x):
    return torch.neg(torch.tensor(grad_out)).numpy()
