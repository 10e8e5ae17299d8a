# Tries: Let autograd compute the answer.
# Cell: negative_back
# Keeps: 35

from autograd import elementwise_grad, numpy


def negative_back(grad_out, out, x):
    return grad_out * elementwise_grad(numpy.negative)(x)
