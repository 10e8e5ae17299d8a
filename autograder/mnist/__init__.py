"""MNIST for every unit, with a small set of real digits for machines without a network."""

from autograder.mnist.files import DataError
from autograder.mnist.load import MNIST, load_mnist

__all__ = ["MNIST", "DataError", "load_mnist"]
