"""Trains the small network that the last notebook reads digits with.

    AUTOGRAD_MNIST_DIR=folder python -m autograder.mnist.make_reader

It writes `reader.npz`, and prints how many of MNIST's test images the network reads.

The images are moved by up to two pixels and covered with noise while it learns. A network that has
to read through noise looks at whole strokes and not at single pixels, so that the gradient with
respect to the pixels is a picture that a person can read.
"""

import argparse

import numpy as np

from autograder.mnist.load import load_mnist
from autograder.mnist.reader import READER, Reader

HIDDEN = 96
EPOCHS, BATCH, RATE = 15, 100, 2e-3
SHIFT, NOISE = 2, 0.8


def disturb(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Images (n, 28, 28) of 0..1, all moved by the same few pixels, each with noise of its own."""
    moved = np.roll(images, rng.integers(-SHIFT, SHIFT + 1, size=2), axis=(1, 2))
    noise = rng.standard_normal(images.shape, np.float32)
    strength = np.float32(NOISE) * rng.random((len(images), 1, 1), np.float32)
    disturbed: np.ndarray = moved + strength * noise
    return disturbed


def train(images: np.ndarray, labels: np.ndarray, seed: int = 0) -> Reader:
    """A network for images (n, 28, 28) uint8 with labels (n,), trained with Adam."""
    rng = np.random.default_rng(seed)
    scaled = images.astype(np.float32) / 255
    weights = [
        rng.normal(0, (2 / 784) ** 0.5, (784, HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        rng.normal(0, (2 / HIDDEN) ** 0.5, (HIDDEN, 10)).astype(np.float32),
        np.zeros(10, np.float32),
    ]
    means = [np.zeros_like(w) for w in weights]
    squares = [np.zeros_like(w) for w in weights]
    step, last = 0, EPOCHS * (len(images) // BATCH)
    for _ in range(EPOCHS):
        order = rng.permutation(len(images))
        for first in range(0, len(order) - BATCH + 1, BATCH):
            chosen = order[first : first + BATCH]
            step += 1
            rate = RATE * (1 - step / (last + 1))
            grads = gradients(weights, disturb(scaled[chosen], rng), labels[chosen])
            for w, g, mean, square in zip(weights, grads, means, squares, strict=True):
                mean += 0.1 * (g - mean)
                square += 0.001 * (g * g - square)
                corrected = np.sqrt(square / (1 - 0.999**step)) + 1e-8
                w -= rate * mean / (1 - 0.9**step) / corrected
    return Reader(*weights)


def gradients(
    weights: list[np.ndarray], images: np.ndarray, labels: np.ndarray
) -> list[np.ndarray]:
    """The gradients of the mean cross-entropy, worked out by hand."""
    w1, b1, w2, b2 = weights
    x = images.reshape(len(images), -1)
    hidden = np.maximum(x @ w1 + b1, 0)
    logits = hidden @ w2 + b2
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    error = powers / powers.sum(axis=1, keepdims=True)
    error[np.arange(len(x)), labels] -= 1
    error /= len(x)
    back = (error @ w2.T) * (hidden > 0)
    return [x.T @ back, back.sum(axis=0), hidden.T @ error, error.sum(axis=0)]


def accuracy(reader: Reader, images: np.ndarray, labels: np.ndarray) -> float:
    """The share of images (n, 28, 28) uint8 that a network reads as their labels say."""
    x = images.reshape(len(images), -1) / 255
    logits = np.maximum(x @ reader.w1 + reader.b1, 0) @ reader.w2 + reader.b2
    return float((logits.argmax(axis=1) == labels).mean())


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    mnist = load_mnist()
    reader = train(mnist.train_images, mnist.train_labels)
    halves = {name: array.astype(np.float16) for name, array in vars(reader).items()}
    np.savez_compressed(READER, **halves)
    share = accuracy(reader, mnist.test_images, mnist.test_labels)
    print(f"{READER.name}: {share:.2%} of the test images of {mnist.source}")


if __name__ == "__main__":
    main()
