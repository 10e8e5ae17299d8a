"""The reference of ps6_training: convolution against a direct loop; what its course gets wrong."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from solutions import ps6_training as ps6
from solutions.ps6_training import DataLoader, Module, Parameter, Tensor, Trainer, nn

RNG = np.random.default_rng(7)


def direct(images, kernels, stride, padding):
    """The convolution, number by number."""
    p, s = padding, stride
    images = np.pad(images, ((0, 0), (p, p), (p, p), (0, 0)))
    height, width = kernels.shape[:2]
    rows, columns = (images.shape[1] - height) // s + 1, (images.shape[2] - width) // s + 1
    out = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for n, i, j, c in np.ndindex(out.shape):
        window = images[n, i * s : i * s + height, j * s : j * s + width]
        out[n, i, j, c] = (window * kernels[..., c]).sum()
    return out


def direct_back(images, kernels, stride, padding, grad_out):
    """Both gradients, from each number of the result to all that it was made of."""
    p, s = padding, stride
    padded = np.pad(images, ((0, 0), (p, p), (p, p), (0, 0)))
    grad_images, grad_kernels = np.zeros(padded.shape), np.zeros(kernels.shape)
    height, width = kernels.shape[:2]
    for n, i, j, c in np.ndindex(grad_out.shape):
        place = (n, slice(i * s, i * s + height), slice(j * s, j * s + width))
        grad_images[place] += grad_out[n, i, j, c] * kernels[..., c]
        grad_kernels[..., c] += grad_out[n, i, j, c] * padded[place]
    rows, columns = images.shape[1:3]
    return grad_images[:, p : p + rows, p : p + columns], grad_kernels


def both_gradients(images, kernels, stride, padding):
    """The result, an upstream gradient, and the gradients of images and kernels."""
    leaves = [Tensor(array, dtype=None, requires_grad=True) for array in (images, kernels)]
    out = ps6.conv(*leaves, stride, padding)
    grad_out = RNG.normal(size=out.shape)
    out.backward(grad_out)
    return out.data, grad_out, *(leaf.grad for leaf in leaves)


lengths = st.integers(1, 6)


@settings(max_examples=120)
@given(
    image=st.tuples(lengths, lengths),
    kernel=st.tuples(lengths, lengths),
    stride=st.integers(1, 7),
    padding=st.integers(0, 7),
    n=st.integers(0, 2),
    channels=st.tuples(st.integers(1, 2), st.integers(1, 3)),
)
def test_convolution_is_the_direct_loop(image, kernel, stride, padding, n, channels):
    assume(all(k <= i + 2 * padding for i, k in zip(image, kernel, strict=True)))
    images, kernels = (
        RNG.normal(size=(n, *image, channels[0])),
        RNG.normal(size=(*kernel, *channels)),
    )
    out, grad_out, grad_images, grad_kernels = both_gradients(images, kernels, stride, padding)
    np.testing.assert_allclose(out, direct(images, kernels, stride, padding), atol=1e-10)
    expected = direct_back(images, kernels, stride, padding, grad_out)
    np.testing.assert_allclose(grad_images, expected[0], atol=1e-10)
    np.testing.assert_allclose(grad_kernels, expected[1], atol=1e-10)


@pytest.mark.parametrize(
    ("image", "kernel", "stride", "padding"),
    [
        ((6, 8), (3, 3), 2, 0),
        ((4, 7), (3, 3), 1, 1),
        ((5, 5), (3, 2), 1, 0),
        ((3, 4), (2, 2), 1, 4),
    ],
    ids=["stride that does not divide", "not square", "kernel not square", "padding beyond K-1"],
)
def test_gradients_have_the_shapes_of_their_tensors(image, kernel, stride, padding):
    images, kernels = RNG.normal(size=(2, *image, 2)), RNG.normal(size=(*kernel, 2, 3))
    *_, grad_images, grad_kernels = both_gradients(images, kernels, stride, padding)
    assert (grad_images.shape, grad_kernels.shape) == (images.shape, kernels.shape)


def test_convolution_is_pytorchs():
    torch = pytest.importorskip("torch")
    images, kernels = RNG.normal(size=(2, 7, 6, 2)), RNG.normal(size=(3, 2, 2, 4))
    out, grad_out, grad_images, grad_kernels = both_gradients(images, kernels, 2, 3)
    x = torch.tensor(images.transpose(0, 3, 1, 2), requires_grad=True)
    w = torch.tensor(kernels.transpose(3, 2, 0, 1), requires_grad=True)
    theirs = torch.nn.functional.conv2d(x, w, stride=2, padding=3)
    theirs.backward(torch.tensor(grad_out.transpose(0, 3, 1, 2)))
    np.testing.assert_allclose(out, theirs.detach().numpy().transpose(0, 2, 3, 1))
    np.testing.assert_allclose(grad_images, x.grad.numpy().transpose(0, 2, 3, 1))
    np.testing.assert_allclose(grad_kernels, w.grad.numpy().transpose(2, 3, 1, 0))


def test_gradients_of_convolutions_can_be_differentiated_again():
    images, kernels, e = RNG.normal(size=(1, 4, 5, 2)), RNG.normal(size=(2, 2, 2, 2)), 1e-5

    def size_of_slopes(kernels, create_graph=False):
        leaves = [Tensor(array, dtype=None, requires_grad=True) for array in (images, kernels)]
        (ps6.conv(*leaves, 2, 1) ** 3).sum().backward(create_graph=create_graph)
        return leaves

    leaves = size_of_slopes(kernels, create_graph=True)
    first = [leaf.grad for leaf in leaves]
    for leaf in leaves:
        leaf.grad = None
    sum((slope * slope).sum() for slope in first).backward()
    step = np.zeros(kernels.shape)
    step[1, 0, 1, 0] = e
    above, below = (
        sum((leaf.grad**2).sum() for leaf in size_of_slopes(kernels + sign * step))
        for sign in (1, -1)
    )
    assert np.isclose(leaves[1].grad[1, 0, 1, 0], (above - below) / (2 * e), rtol=1e-5)


def test_the_gradient_of_dilate_is_a_tensor():
    x = Tensor([1.0, 2.0, 3.0], requires_grad=True)
    out = ps6.dilate(x, (0,), 2)
    assert out.data.tolist() == [1, 0, 0, 2, 0, 0, 3]
    assert isinstance(out._op.backward(out, out), Tensor)


@pytest.mark.parametrize("widths", [[(1, 2)], [(-1, 0)], [(-2, 3)], [(4, -3)], [(-3, 4)]])
def test_padding_undoes_itself_with_all_signs_changed(widths):
    x = Tensor(np.arange(1.0, 4.0), requires_grad=True)
    out = ps6.pad(x, widths)
    upstream = RNG.normal(size=out.shape)
    out.backward(upstream)
    # <pad(x), g> = <x, pad'(g)> for any x and g
    other = RNG.normal(size=3)
    assert np.isclose(
        (ps6.pad(Tensor(other), widths).data * upstream).sum(), (other * x.grad).sum()
    )


# What the course that it follows gets wrong


class Numbers:
    """A data set of numbers and labels."""

    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        return np.full((2,), i, dtype=np.float32), np.uint8(i)


def test_two_loops_over_one_loader_do_not_interfere():
    loader = DataLoader(Numbers(5), batch_size=2)
    firsts = [(x.data[0, 0], y.data[0, 0]) for (x, _), (y, _) in itertools.product(loader, loader)]
    assert firsts == list(itertools.product([0, 2, 4], [0, 2, 4]))


def test_labels_stay_whole_numbers_and_the_last_batch_may_be_short():
    batches = list(DataLoader(Numbers(5), batch_size=2))
    assert [len(labels.data) for _, labels in batches] == [2, 2, 1]
    assert all(labels.dtype.kind in "iu" for _, labels in batches)


def test_shuffling_is_reproducible_and_new_in_every_walk():
    loader = DataLoader(Numbers(50), batch_size=8, shuffle=True)

    def walk():
        return np.concatenate([labels.data for _, labels in loader]).tolist()

    np.random.seed(3)
    first, second = walk(), walk()
    np.random.seed(3)
    assert first == walk()
    assert first != second
    assert sorted(first) == sorted(second) == list(range(50))


def test_slices_go_through_the_transforms(tmp_path):
    from autograder.mnist.idx import encode_idx

    images = RNG.integers(0, 256, size=(4, 28, 28)).astype(np.uint8)
    (tmp_path / "images").write_bytes(encode_idx(images))
    (tmp_path / "labels").write_bytes(encode_idx(np.arange(4)))
    paths = [str(tmp_path / name) for name in ("images", "labels")]
    found, labels = ps6.MNISTDataset(*paths, [ps6.channels_first])[1:3]
    np.testing.assert_allclose(found[:, 0], images[1:3] / 255, rtol=1e-6)
    assert labels.tolist() == [1, 2]


def network():
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 2))


def test_what_is_kept_of_a_model_does_not_go_on_training(tmp_path):
    model, other = network(), network()
    kept = model.state_dict()
    model.save(str(tmp_path / "model"))
    before = {name: array.copy() for name, array in kept.items()}
    other.load_state_dict(kept)
    for trained in (model, other):
        for parameter in trained.parameters():
            parameter.data -= 1
        trained(Tensor(RNG.normal(size=(5, 3))))
    model.load(str(tmp_path / "model"))
    assert "modules.1.running_var" in kept
    for name, array in before.items():
        np.testing.assert_array_equal(kept[name], array)
        np.testing.assert_array_equal(model.state_dict()[name], array)


def test_a_file_holds_no_pickle(tmp_path):
    network().save(str(tmp_path / "model.npz"))
    with np.load(tmp_path / "model.npz", allow_pickle=False) as stored:
        assert sorted(stored.files) == sorted(network().state_dict())
        assert all(stored[name].dtype == np.float32 for name in stored.files)


@pytest.mark.parametrize("name", ["file", "allow_pickle", "arr_0"])
def test_a_tensor_may_have_the_name_of_an_argument_of_savez(tmp_path, name):
    model, other = Module(), Module()
    setattr(model, name, Parameter([1.0, 2.0]))
    setattr(other, name, Parameter([0.0, 0.0]))
    model.save(str(tmp_path / "model"))
    other.load(str(tmp_path / "model"))
    np.testing.assert_array_equal(getattr(other, name).data, [1, 2])


def test_keys_that_do_not_fit_are_all_named_and_nothing_is_changed():
    model, state = network(), network().state_dict()
    before = model.state_dict()
    del state["modules.0.bias"]
    state |= {"modules.9.bias": np.zeros(2), "modules.3.weight": np.zeros((2, 4))}
    with pytest.raises(ValueError, match=r"modules\.0\.bias") as error:
        model.load_state_dict(state)
    assert all(name in str(error.value) for name in ("modules.9.bias", "modules.3.weight"))
    for name, array in model.state_dict().items():
        np.testing.assert_array_equal(array, before[name])


def trainer(pairs, val=None):
    np.random.seed(0)
    model = network()
    return Trainer(model, ps6.SGD(model.parameters(), lr=0.1), nn.SoftmaxLoss(), pairs, val)


PAIRS = [(RNG.normal(size=(n, 3)).astype(np.float32), np.arange(n) % 2) for n in (4, 4, 3)]


def test_fit_leaves_the_model_in_training_mode_after_a_validation(capsys):
    made = trainer(PAIRS, PAIRS)
    made.fit(2)
    assert all(part.training for part in (made.model, *made.model.modules))
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_an_interruption_keeps_what_was_trained(capsys):
    def interrupted():
        yield from PAIRS[:2]
        raise KeyboardInterrupt

    class Loader:
        def __iter__(self):
            return interrupted()

    made, whole = trainer(Loader(), PAIRS), trainer(PAIRS[:2])
    made.fit(3)
    whole.fit(1)
    assert len(made.history["loss"]) == 1
    assert not made.history["val_acc"]
    for one, other in zip(made.model.parameters(), whole.model.parameters(), strict=True):
        np.testing.assert_array_equal(one.data, other.data)
    assert "Interrupted" in capsys.readouterr().out


def test_a_validation_counts_examples_and_not_batches():
    made = trainer(PAIRS, PAIRS)
    logits = [made.model.eval() or made.model(Tensor(x)).data for x, _ in PAIRS]
    hits = [scores.argmax(axis=1) == y for scores, (_, y) in zip(logits, PAIRS, strict=True)]
    assert made.evaluate() == np.concatenate(hits).mean()
    assert not made.model.training


def test_tensors_are_found_wherever_they_are_kept():
    module = Module()
    module.parts = {"a": [Parameter([1.0]), (Tensor([2.0]),)], "b": network()}
    assert "parts.a.1.0" in module.state_dict()
    assert "parts.b.modules.1.running_mean" in module.state_dict()


@pytest.mark.parametrize(("size", "stride"), [(3, 1), (5, 1), (3, 2), (5, 3)])
def test_the_layer_is_the_operation_with_channels_first(size, stride):
    layer, x = nn.Conv(2, 3, size, stride=stride), RNG.normal(size=(2, 2, 6, 7)).astype("f4")
    out = layer(Tensor(x)).data
    expected = direct(x.transpose(0, 2, 3, 1), layer.weight.data, stride, (size - 1) // 2)
    np.testing.assert_allclose(out, (expected + layer.bias.data).transpose(0, 3, 1, 2), atol=1e-4)
