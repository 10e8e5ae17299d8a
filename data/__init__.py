"""MNIST for every unit, with a small set of real digits for machines without a network."""

from data.files import DataError
from data.mnist import MNIST, load_mnist

__all__ = ["MNIST", "DataError", "load_mnist"]
