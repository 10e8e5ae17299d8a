import dataclasses
import hashlib
import shutil
import subprocess
import sys

import numpy as np
import pytest

import autograder.mnist.load
from autograder.mnist import DataError, load_mnist
from autograder.mnist.files import DIGITS_FOLDER, MNIST_FILES
from autograder.mnist.idx import encode_idx

FIELDS = ("train_images", "train_labels", "test_images", "test_labels")


def assert_holds(mnist, arrays):
    for key in FIELDS:
        np.testing.assert_array_equal(getattr(mnist, key), arrays[key])


def assert_one_sentence(message: str) -> None:
    assert message.endswith(".")
    assert "\n" not in message


# The folder in AUTOGRAD_MNIST_DIR


@pytest.mark.parametrize("compressed", [True, False])
def test_the_named_folder_is_used(
    tmp_path, monkeypatch, capsys, tiny_mnist, write_mnist, compressed
):
    folder = write_mnist(tmp_path / "mnist", compressed)
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", str(folder))
    mnist = load_mnist()
    assert_holds(mnist, tiny_mnist)
    assert mnist.source == str(folder)
    assert capsys.readouterr() == ("", "")


def test_the_named_folder_comes_before_the_cache(tmp_path, monkeypatch, write_mnist):
    write_mnist(tmp_path / "cache")
    folder = write_mnist(tmp_path / "mnist")
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", str(folder))
    assert load_mnist().source == str(folder)


def test_the_folder_may_have_spaces_in_its_name(tmp_path, monkeypatch, tiny_mnist, write_mnist):
    folder = write_mnist(tmp_path / "my data sets" / "MNIST (raw) é")
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", str(folder))
    assert_holds(load_mnist(), tiny_mnist)


def test_the_folder_may_begin_with_a_tilde(tmp_path, monkeypatch, write_mnist):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", "~/mnist")
    folder = write_mnist(tmp_path / "mnist")
    assert load_mnist().source == str(folder)


def test_the_folder_may_be_relative(tmp_path, monkeypatch, write_mnist):
    folder = write_mnist(tmp_path / "mnist")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", "mnist")
    assert load_mnist().source == str(folder)


@pytest.mark.parametrize("name", ["nothing here", "file", "~no-such-user/mnist"])
def test_a_folder_that_is_none_is_an_error_and_not_passed_over(
    tmp_path, monkeypatch, write_mnist, name
):
    write_mnist(tmp_path / "cache")
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", name)
    with pytest.raises(
        DataError, match=r"AUTOGRAD_MNIST_DIR names .* which is not a folder"
    ) as raised:
        load_mnist()
    assert str(tmp_path / name) in str(raised.value)
    assert_one_sentence(str(raised.value))


@pytest.mark.parametrize("key", FIELDS)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes()[:-20]),
        lambda path: path.write_bytes(b"something else"),
        lambda path: path.write_bytes(b""),
    ],
    ids=["missing", "cut", "wrong", "empty"],
)
def test_a_bad_file_in_the_folder_is_an_error_that_names_it_and_says_what_to_do(
    tmp_path, monkeypatch, write_mnist, key, spoil
):
    write_mnist(tmp_path / "cache")
    folder = write_mnist(tmp_path / "mnist")
    spoil(folder / f"{MNIST_FILES[key].name}.gz")
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", str(folder))
    with pytest.raises(DataError) as raised:
        load_mnist()
    message = str(raised.value)
    assert message.startswith(str(folder / MNIST_FILES[key].name))
    assert "put MNIST's four files there, plain or .gz, or unset AUTOGRAD_MNIST_DIR" in message
    assert_one_sentence(message)


def test_an_empty_variable_counts_as_unset(tmp_path, monkeypatch, write_mnist):
    cache = write_mnist(tmp_path / "cache")
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", "")
    assert load_mnist().source == str(cache)


# The small digits


def test_without_mnist_the_digits_are_given_and_one_line_says_so(capsys):
    mnist = load_mnist()
    output, errors = capsys.readouterr()
    assert mnist.source == "digits"
    assert output == ""
    assert errors.count("\n") == 1
    assert "train-images-idx3-ubyte" in errors
    assert "these are the 1,797 small digits that ship with the course" in errors
    assert "AUTOGRAD_MNIST_DIR" in errors


def test_the_digits_have_the_form_of_mnist():
    mnist = load_mnist()
    assert mnist.train_images.shape == (1_437, 28, 28)
    assert mnist.test_images.shape == (360, 28, 28)
    assert mnist.train_labels.shape == (1_437,)
    assert mnist.test_labels.shape == (360,)
    assert {getattr(mnist, key).dtype for key in FIELDS} == {np.dtype(np.uint8)}
    assert mnist.train_images.min() == 0
    assert mnist.train_images.max() == 255


def test_both_parts_of_the_digits_have_the_classes_in_the_same_proportion():
    mnist = load_mnist()
    train, test = np.bincount(mnist.train_labels), np.bincount(mnist.test_labels)
    assert len(train) == len(test) == 10
    assert np.abs(test - (train + test) / 5).max() <= 1


def test_the_digits_are_20_by_20_and_centred_in_their_frame():
    images = load_mnist().train_images
    rows, columns = images.any(axis=2), images.any(axis=1)
    for filled in (rows, columns):
        extent = 28 - filled.argmax(axis=1) - filled[:, ::-1].argmax(axis=1)
        assert extent.max() <= 20
    mass = images.astype(float)
    centres = np.arange(28) + 0.5
    for axis in (1, 2):
        profile = mass.sum(axis=3 - axis)
        mean = (profile * centres).sum(axis=1) / profile.sum(axis=1)
        assert np.abs(mean - 14).max() <= 0.51


def test_no_image_of_the_digits_is_in_both_parts():
    mnist = load_mnist()
    train = {image.tobytes() for image in mnist.train_images}
    assert not train & {image.tobytes() for image in mnist.test_images}


def test_the_digits_can_be_told_apart():
    mnist = load_mnist()
    train, test = (
        images.reshape(len(images), 784) / 255 for images in (mnist.train_images, mnist.test_images)
    )
    distances = (train**2).sum(axis=1) - 2 * test @ train.T
    predicted = mnist.train_labels[distances.argmin(axis=1)]
    assert (predicted == mnist.test_labels).mean() > 0.95


def test_the_digits_are_small_and_carry_their_licence():
    assert sum(path.stat().st_size for path in DIGITS_FOLDER.iterdir()) < 500_000
    licence = (DIGITS_FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "Optical Recognition of Handwritten Digits" in licence
    assert "Creative Commons Attribution 4.0 International Public License" in licence


def test_digits_that_are_not_as_shipped_are_an_error_that_says_how_to_restore_them(
    tmp_path, monkeypatch
):
    folder = tmp_path / "digits"
    shutil.copytree(DIGITS_FOLDER, folder)
    path = folder / "t10k-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:1000])
    monkeypatch.setattr(autograder.mnist.load, "DIGITS_FOLDER", folder)
    with pytest.raises(DataError) as raised:
        load_mnist()
    assert str(raised.value).startswith(f"{path} is cut short")
    assert str(raised.value).endswith("run `python -m autograder.mnist.make_digits` to restore it.")


# What is returned


def test_the_result_is_frozen():
    mnist = load_mnist()
    with pytest.raises(dataclasses.FrozenInstanceError):
        mnist.source = "elsewhere"


def test_the_result_prints_as_its_source():
    assert repr(load_mnist()) == "MNIST(source='digits')"


def test_a_changed_array_is_whole_again_at_the_next_call():
    first = load_mnist()
    first.train_images[:] = 0
    first.train_labels[:] = 0
    second = load_mnist()
    assert second.train_images.any()
    assert second.train_labels.any()


def test_the_import_loads_nothing_but_numpy():
    program = (
        "import sys, autograder.mnist; "
        "print(sorted({'pooch', 'requests', 'sklearn', 'matplotlib'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["data", "mnist", "load", "files", "download", "idx", "digits"])
def test_a_folder_or_file_of_a_common_name_beside_a_notebook_hides_nothing(name, run, tmp_path):
    (tmp_path / name).mkdir()
    (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong module')")
    done = run(
        "-c", "from autograder.mnist import load_mnist; print(len(load_mnist().test_images))"
    )
    assert done.returncode == 0
    assert int(done.stdout) in (360, 10_000)  # the digits that ship, or all of them


# MNIST itself


def test_mnist_itself_is_read(real_mnist, monkeypatch):
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", str(real_mnist))
    mnist = load_mnist()
    assert mnist.train_images.shape == (60_000, 28, 28)
    assert mnist.test_images.shape == (10_000, 28, 28)
    assert mnist.train_labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert mnist.test_labels[:5].tolist() == [7, 2, 1, 0, 4]
    pixels = mnist.train_images / np.float32(255)
    assert pixels.mean(dtype=np.float64) == pytest.approx(0.1307, abs=1e-4)
    assert pixels.std(dtype=np.float64) == pytest.approx(0.3081, abs=1e-4)


def test_mnist_itself_is_read_plain(real_mnist, monkeypatch, tmp_path):
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", str(real_mnist))
    packed = load_mnist()
    for key in FIELDS:
        content = encode_idx(getattr(packed, key))
        assert hashlib.sha256(content).hexdigest() == MNIST_FILES[key].sha256
        (tmp_path / MNIST_FILES[key].name).write_bytes(content)
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", str(tmp_path))
    assert_holds(load_mnist(), {key: getattr(packed, key) for key in FIELDS})


def test_one_flipped_bit_of_mnist_itself_is_seen(real_mnist, monkeypatch, tmp_path):
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", str(real_mnist))
    mnist = load_mnist()
    for key in FIELDS:
        array = getattr(mnist, key)
        if key == "test_labels":
            array[5_000] ^= 1
        (tmp_path / MNIST_FILES[key].name).write_bytes(encode_idx(array))
    monkeypatch.setenv("AUTOGRAD_MNIST_DIR", str(tmp_path))
    with pytest.raises(DataError, match="t10k-labels-idx1-ubyte is not the original"):
        load_mnist()
