# Answers to `conv`, right and wrong, that the autograder is measured on.

# %% right: strided, padded, cut off
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        self.stride, self.padding = stride, padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        N, H, W, C = A.shape
        KH, KW, _, D = B.shape
        a, b, c, d = A.strides
        h, w = (H - KH) // s + 1, (W - KW) // s + 1
        view = np.lib.stride_tricks.as_strided(A, (N, h, w, KH, KW, C), (a, b * s, c * s, b, c, d))
        return (
            view.reshape(N * h * w, -1 if view.size else KH * KW * C) @ B.reshape(-1, D)
        ).reshape(N, h, w, D)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        rh, rw = (A.shape[1] + 2 * p - KH) % s, (A.shape[2] + 2 * p - KW) % s
        g = pad(dilate(out_grad, (1, 2), s - 1), [(0, 0), (0, rh), (0, rw), (0, 0)])
        wide = pad(g, [(0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1), (0, 0)])
        grad_A = conv(wide, flip(transpose(B, (2, 3)), (0, 1)))
        grad_A = pad(grad_A, [(0, 0), (-p, -p), (-p, -p), (0, 0)])
        grad_B = conv(transpose(A, (0, 3)), transpose(g, (1, 2, 0, 3)), padding=p)
        return grad_A, transpose(grad_B, (1, 2, 0, 3))


# %% right: a loop over windows
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        self.stride, self.padding = stride, padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        KH, KW = B.shape[:2]
        h, w = (A.shape[1] - KH) // s + 1, (A.shape[2] - KW) // s + 1
        out = np.zeros((len(A), h, w, B.shape[3]), dtype=A.dtype)
        for i in range(h):
            for j in range(w):
                out[:, i, j] = np.tensordot(A[:, i * s : i * s + KH, j * s : j * s + KW], B, 3)
        return out

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        rh, rw = (A.shape[1] + 2 * p - KH) % s, (A.shape[2] + 2 * p - KW) % s
        g = pad(dilate(out_grad, (1, 2), s - 1), [(0, 0), (0, rh), (0, rw), (0, 0)])
        wide = pad(g, [(0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1), (0, 0)])
        grad_A = conv(wide, flip(transpose(B, (2, 3)), (0, 1)))
        grad_A = pad(grad_A, [(0, 0), (-p, -p), (-p, -p), (0, 0)])
        grad_B = conv(transpose(A, (0, 3)), transpose(g, (1, 2, 0, 3)), padding=p)
        return grad_A, transpose(grad_B, (1, 2, 0, 3))


# %% right: a loop over the kernel
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        self.stride, self.padding = stride, padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        KH, KW = B.shape[:2]
        h, w = (A.shape[1] - KH) // s + 1, (A.shape[2] - KW) // s + 1
        out = 0
        for i in range(KH):
            for j in range(KW):
                out = out + A[:, i : i + s * h : s, j : j + s * w : s][:, :h, :w] @ B[i, j]
        return out

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        rh, rw = (A.shape[1] + 2 * p - KH) % s, (A.shape[2] + 2 * p - KW) % s
        g = pad(dilate(out_grad, (1, 2), s - 1), [(0, 0), (0, rh), (0, rw), (0, 0)])
        wide = pad(g, [(0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1), (0, 0)])
        grad_A = conv(wide, flip(transpose(B, (2, 3)), (0, 1)))
        grad_A = pad(grad_A, [(0, 0), (-p, -p), (-p, -p), (0, 0)])
        grad_B = conv(transpose(A, (0, 3)), transpose(g, (1, 2, 0, 3)), padding=p)
        return grad_A, transpose(grad_B, (1, 2, 0, 3))


# %% wrong: the kernel is not flipped [kernel-not-flipped]
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        self.stride, self.padding = stride, padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        N, H, W, C = A.shape
        KH, KW, _, D = B.shape
        a, b, c, d = A.strides
        h, w = (H - KH) // s + 1, (W - KW) // s + 1
        view = np.lib.stride_tricks.as_strided(A, (N, h, w, KH, KW, C), (a, b * s, c * s, b, c, d))
        return (
            view.reshape(N * h * w, -1 if view.size else KH * KW * C) @ B.reshape(-1, D)
        ).reshape(N, h, w, D)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        rh, rw = (A.shape[1] + 2 * p - KH) % s, (A.shape[2] + 2 * p - KW) % s
        g = pad(dilate(out_grad, (1, 2), s - 1), [(0, 0), (0, rh), (0, rw), (0, 0)])
        wide = pad(g, [(0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1), (0, 0)])
        grad_A = conv(wide, transpose(B, (2, 3)))
        grad_A = pad(grad_A, [(0, 0), (-p, -p), (-p, -p), (0, 0)])
        grad_B = conv(transpose(A, (0, 3)), transpose(g, (1, 2, 0, 3)), padding=p)
        return grad_A, transpose(grad_B, (1, 2, 0, 3))


# %% wrong: channels are not exchanged [channels-not-exchanged]
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        self.stride, self.padding = stride, padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        N, H, W, C = A.shape
        KH, KW, _, D = B.shape
        a, b, c, d = A.strides
        h, w = (H - KH) // s + 1, (W - KW) // s + 1
        view = np.lib.stride_tricks.as_strided(A, (N, h, w, KH, KW, C), (a, b * s, c * s, b, c, d))
        return (
            view.reshape(N * h * w, -1 if view.size else KH * KW * C) @ B.reshape(-1, D)
        ).reshape(N, h, w, D)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        rh, rw = (A.shape[1] + 2 * p - KH) % s, (A.shape[2] + 2 * p - KW) % s
        g = pad(dilate(out_grad, (1, 2), s - 1), [(0, 0), (0, rh), (0, rw), (0, 0)])
        wide = pad(g, [(0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1), (0, 0)])
        grad_A = conv(wide, flip(B, (0, 1)))
        grad_A = pad(grad_A, [(0, 0), (-p, -p), (-p, -p), (0, 0)])
        grad_B = conv(transpose(A, (0, 3)), transpose(g, (1, 2, 0, 3)), padding=p)
        return grad_A, transpose(grad_B, (1, 2, 0, 3))


# %% wrong: padding is not cut off [padding-not-cut-off]
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        self.stride, self.padding = stride, padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        N, H, W, C = A.shape
        KH, KW, _, D = B.shape
        a, b, c, d = A.strides
        h, w = (H - KH) // s + 1, (W - KW) // s + 1
        view = np.lib.stride_tricks.as_strided(A, (N, h, w, KH, KW, C), (a, b * s, c * s, b, c, d))
        return (
            view.reshape(N * h * w, -1 if view.size else KH * KW * C) @ B.reshape(-1, D)
        ).reshape(N, h, w, D)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        rh, rw = (A.shape[1] + 2 * p - KH) % s, (A.shape[2] + 2 * p - KW) % s
        g = pad(dilate(out_grad, (1, 2), s - 1), [(0, 0), (0, rh), (0, rw), (0, 0)])
        wide = pad(g, [(0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1), (0, 0)])
        grad_A = conv(wide, flip(transpose(B, (2, 3)), (0, 1)))
        grad_B = conv(transpose(A, (0, 3)), transpose(g, (1, 2, 0, 3)), padding=p)
        return grad_A, transpose(grad_B, (1, 2, 0, 3))


# %% wrong: not dilated [not-dilated]
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        self.stride, self.padding = stride, padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        N, H, W, C = A.shape
        KH, KW, _, D = B.shape
        a, b, c, d = A.strides
        h, w = (H - KH) // s + 1, (W - KW) // s + 1
        view = np.lib.stride_tricks.as_strided(A, (N, h, w, KH, KW, C), (a, b * s, c * s, b, c, d))
        return (
            view.reshape(N * h * w, -1 if view.size else KH * KW * C) @ B.reshape(-1, D)
        ).reshape(N, h, w, D)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        rh, rw = (A.shape[1] + 2 * p - KH) % s, (A.shape[2] + 2 * p - KW) % s
        g = pad(out_grad, [(0, 0), (0, rh), (0, rw), (0, 0)])
        wide = pad(g, [(0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1), (0, 0)])
        grad_A = conv(wide, flip(transpose(B, (2, 3)), (0, 1)))
        grad_A = pad(grad_A, [(0, 0), (-p, -p), (-p, -p), (0, 0)])
        grad_B = conv(transpose(A, (0, 3)), transpose(g, (1, 2, 0, 3)), padding=p)
        return grad_A, transpose(grad_B, (1, 2, 0, 3))


# %% right: by its own name
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        self.stride, self.padding = stride, padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        N, H, W, C = A.shape
        KH, KW, _, D = B.shape
        a, b, c, d = A.strides
        h, w = (H - KH) // s + 1, (W - KW) // s + 1
        view = np.lib.stride_tricks.as_strided(A, (N, h, w, KH, KW, C), (a, b * s, c * s, b, c, d))
        return (
            view.reshape(N * h * w, -1 if view.size else KH * KW * C) @ B.reshape(-1, D)
        ).reshape(N, h, w, D)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        rh, rw = (A.shape[1] + 2 * p - KH) % s, (A.shape[2] + 2 * p - KW) % s
        g = pad(dilate(out_grad, (1, 2), s - 1), [(0, 0), (0, rh), (0, rw), (0, 0)])
        wide = pad(g, [(0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1), (0, 0)])
        grad_A = Conv()(wide, flip(transpose(B, (2, 3)), (0, 1)))
        grad_A = pad(grad_A, [(0, 0), (-p, -p), (-p, -p), (0, 0)])
        grad_B = Conv(padding=p)(transpose(A, (0, 3)), transpose(g, (1, 2, 0, 3)))
        return grad_A, transpose(grad_B, (1, 2, 0, 3))


# %% right: as_strided, one product
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, [(0, 0), (p, p), (p, p), (0, 0)])
        N, H, W, C = A.shape
        KH, KW, _, C_out = B.shape
        H_out, W_out = (H - KH) // s + 1, (W - KW) // s + 1
        n, h, w, c = A.strides
        windows = np.lib.stride_tricks.as_strided(
            A, (N, H_out, W_out, KH, KW, C), (n, h * s, w * s, h, w, c)
        )
        rows = windows.reshape(N * H_out * W_out, KH * KW * C)
        return (rows @ B.reshape(KH * KW * C, C_out)).reshape(N, H_out, W_out, C_out)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        H, W = A.shape[1:3]
        rh, rw = (H + 2 * p - KH) % s, (W + 2 * p - KW) % s
        g = dilate(out_grad, (1, 2), s - 1)
        grad_a = grad_b = None
        if A.requires_grad:
            kernel = transpose(flip(B, (0, 1)), (2, 3))
            t, l = KH - 1 - p, KW - 1 - p
            padded = pad(g, [(0, 0), (t, t + rh), (l, l + rw), (0, 0)])
            grad_a = conv(padded, kernel)
        if B.requires_grad:
            images = pad(A, [(0, 0), (p, p - rh), (p, p - rw), (0, 0)])
            images = transpose(images, (3, 1, 2, 0))
            gradient = transpose(g, (1, 2, 0, 3))
            grad_b = transpose(conv(images, gradient), (1, 2, 0, 3))
        return grad_a, grad_b


# %% right: sliding_window_view and tensordot, result cut afterwards
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        p = self.padding
        if p:
            A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(A, B.shape[:2], axis=(1, 2))
        windows = windows[:, :: self.stride, :: self.stride]  # (N, H_out, W_out, C, KH, KW)
        return np.tensordot(windows, B, axes=((3, 4, 5), (2, 0, 1)))

    def backward(self, out_grad, node):
        a, b = node._inputs
        kh, kw = b.shape[0], b.shape[1]
        p = self.padding
        rest = [(a.shape[k] + 2 * p - b.shape[k - 1]) % self.stride for k in (1, 2)]
        spread = dilate(out_grad, axes=(1, 2), dilation=self.stride - 1)
        grads = []
        if a.requires_grad:
            wide = pad(
                spread, [(0, 0), (kh - 1, kh - 1 + rest[0]), (kw - 1, kw - 1 + rest[1]), (0, 0)]
            )
            turned = flip(b, axes=(0, 1)).transpose((0, 1, 3, 2))
            whole = type(self)()(wide, turned)
            grads.append(pad(whole, [(0, 0), (-p, -p), (-p, -p), (0, 0)]))
        else:
            grads.append(None)
        if b.requires_grad:
            swapped = a.transpose((0, 3))
            kernel = spread.transpose((1, 2, 0, 3))
            found = type(self)(padding=p)(swapped, kernel).transpose((1, 2, 0, 3))
            grads.append(pad(found, [(0, -rest[0]), (0, -rest[1]), (0, 0), (0, 0)]))
        else:
            grads.append(None)
        return tuple(grads)


# %% right: loop over the kernel's places, forward; helper methods
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def _pad(self, array):
        p = self.padding
        return np.pad(array, [(0, 0), (p, p), (p, p), (0, 0)])

    def forward(self, A, B):
        A, s = self._pad(A), self.stride
        KH, KW = B.shape[:2]
        rows, columns = (A.shape[1] - KH) // s + 1, (A.shape[2] - KW) // s + 1
        out = np.zeros((A.shape[0], rows, columns, B.shape[3]), np.result_type(A, B))
        for i in range(KH):
            for j in range(KW):
                part = A[:, i : i + s * (rows - 1) + 1 : s, j : j + s * (columns - 1) + 1 : s]
                out += part @ B[i, j]
        return out

    def _image_gradient(self, g, A, B):
        (_, H, W, _), (KH, KW, _, _), p = A.shape, B.shape, self.padding
        # as much around the gradient as is needed to come out at the image's size
        top, left = KH - 1 - p, KW - 1 - p
        bottom = H + KH - 1 - top - g.shape[1]
        right = W + KW - 1 - left - g.shape[2]
        g = pad(g, [(0, 0), (top, bottom), (left, right), (0, 0)])
        return conv(g, transpose(flip(B, (0, 1)), (-2, -1)))

    def _kernel_gradient(self, g, A, B):
        p = self.padding
        A = pad(A, [(0, 0), (p, p), (p, p), (0, 0)])
        extra = [A.shape[k] - (g.shape[k] + B.shape[k - 1] - 1) for k in (1, 2)]
        A = pad(A, [(0, 0), (0, -extra[0]), (0, -extra[1]), (0, 0)])
        return transpose(conv(transpose(A, (3, 1, 2, 0)), transpose(g, (1, 2, 0, 3))), (1, 2, 0, 3))

    def backward(self, out_grad, node):
        A, B = node._inputs
        g = dilate(out_grad, (1, 2), self.stride - 1) if self.stride > 1 else out_grad
        return (
            self._image_gradient(g, A, B) if A.requires_grad else None,
            self._kernel_gradient(g, A, B) if B.requires_grad else None,
        )


# %% wrong: the rows in no window are forgotten: fails or too large where the stride does not divide
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, [(0, 0), (p, p), (p, p), (0, 0)])
        N, H, W, C = A.shape
        KH, KW, _, C_out = B.shape
        H_out, W_out = (H - KH) // s + 1, (W - KW) // s + 1
        n, h, w, c = A.strides
        windows = np.lib.stride_tricks.as_strided(
            A, (N, H_out, W_out, KH, KW, C), (n, h * s, w * s, h, w, c)
        )
        rows = windows.reshape(N * H_out * W_out, KH * KW * C)
        return (rows @ B.reshape(KH * KW * C, C_out)).reshape(N, H_out, W_out, C_out)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        H, W = A.shape[1:3]
        rh, rw = 0, 0
        g = dilate(out_grad, (1, 2), s - 1)
        grad_a = grad_b = None
        if A.requires_grad:
            kernel = transpose(flip(B, (0, 1)), (2, 3))
            t, l = KH - 1 - p, KW - 1 - p
            padded = pad(g, [(0, 0), (t, t + rh), (l, l + rw), (0, 0)])
            grad_a = conv(padded, kernel)
        if B.requires_grad:
            images = pad(A, [(0, 0), (p, p - rh), (p, p - rw), (0, 0)])
            images = transpose(images, (3, 1, 2, 0))
            gradient = transpose(g, (1, 2, 0, 3))
            grad_b = transpose(conv(images, gradient), (1, 2, 0, 3))
        return grad_a, grad_b


# %% wrong: the kernel is not flipped
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, [(0, 0), (p, p), (p, p), (0, 0)])
        N, H, W, C = A.shape
        KH, KW, _, C_out = B.shape
        H_out, W_out = (H - KH) // s + 1, (W - KW) // s + 1
        n, h, w, c = A.strides
        windows = np.lib.stride_tricks.as_strided(
            A, (N, H_out, W_out, KH, KW, C), (n, h * s, w * s, h, w, c)
        )
        rows = windows.reshape(N * H_out * W_out, KH * KW * C)
        return (rows @ B.reshape(KH * KW * C, C_out)).reshape(N, H_out, W_out, C_out)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        H, W = A.shape[1:3]
        rh, rw = (H + 2 * p - KH) % s, (W + 2 * p - KW) % s
        g = dilate(out_grad, (1, 2), s - 1)
        grad_a = grad_b = None
        if A.requires_grad:
            kernel = transpose(B, (2, 3))
            t, l = KH - 1 - p, KW - 1 - p
            padded = pad(g, [(0, 0), (t, t + rh), (l, l + rw), (0, 0)])
            grad_a = conv(padded, kernel)
        if B.requires_grad:
            images = pad(A, [(0, 0), (p, p - rh), (p, p - rw), (0, 0)])
            images = transpose(images, (3, 1, 2, 0))
            gradient = transpose(g, (1, 2, 0, 3))
            grad_b = transpose(conv(images, gradient), (1, 2, 0, 3))
        return grad_a, grad_b


# %% wrong: square images and kernels only, always both gradients
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, [(0, 0), (p, p), (p, p), (0, 0)])
        N, H, W, C = A.shape
        KH, KW, _, C_out = B.shape
        H_out, W_out = (H - KH) // s + 1, (W - KW) // s + 1
        n, h, w, c = A.strides
        windows = np.lib.stride_tricks.as_strided(
            A, (N, H_out, W_out, KH, KW, C), (n, h * s, w * s, h, w, c)
        )
        rows = windows.reshape(N * H_out * W_out, KH * KW * C)
        return (rows @ B.reshape(KH * KW * C, C_out)).reshape(N, H_out, W_out, C_out)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH = KW = B.shape[0]
        H = W = A.shape[1]
        rh, rw = (H + 2 * p - KH) % s, (W + 2 * p - KW) % s
        g = dilate(out_grad, (1, 2), s - 1)
        grad_a = grad_b = None
        if True:
            kernel = transpose(flip(B, (0, 1)), (2, 3))
            t, l = KH - 1 - p, KW - 1 - p
            padded = pad(g, [(0, 0), (t, t + rh), (l, l + rw), (0, 0)])
            grad_a = conv(padded, kernel)
        if True:
            images = pad(A, [(0, 0), (p, p - rh), (p, p - rw), (0, 0)])
            images = transpose(images, (3, 1, 2, 0))
            gradient = transpose(g, (1, 2, 0, 3))
            grad_b = transpose(conv(images, gradient), (1, 2, 0, 3))
        return grad_a, grad_b


# %% wrong: windows of an image in standard memory order only: strides worked out by hand
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, [(0, 0), (p, p), (p, p), (0, 0)]) if p else A
        N, H, W, C = A.shape
        KH, KW, _, C_out = B.shape
        H_out, W_out = (H - KH) // s + 1, (W - KW) // s + 1
        k = A.itemsize
        n, h, w, c = H * W * C * k, W * C * k, C * k, k
        windows = np.lib.stride_tricks.as_strided(
            A, (N, H_out, W_out, KH, KW, C), (n, h * s, w * s, h, w, c)
        )
        rows = windows.reshape(N * H_out * W_out, KH * KW * C)
        return (rows @ B.reshape(KH * KW * C, C_out)).reshape(N, H_out, W_out, C_out)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        H, W = A.shape[1:3]
        rh, rw = (H + 2 * p - KH) % s, (W + 2 * p - KW) % s
        g = dilate(out_grad, (1, 2), s - 1)
        grad_a = grad_b = None
        if A.requires_grad:
            kernel = transpose(flip(B, (0, 1)), (2, 3))
            t, l = KH - 1 - p, KW - 1 - p
            padded = pad(g, [(0, 0), (t, t + rh), (l, l + rw), (0, 0)])
            grad_a = conv(padded, kernel)
        if B.requires_grad:
            images = pad(A, [(0, 0), (p, p - rh), (p, p - rw), (0, 0)])
            images = transpose(images, (3, 1, 2, 0))
            gradient = transpose(g, (1, 2, 0, 3))
            grad_b = transpose(conv(images, gradient), (1, 2, 0, 3))
        return grad_a, grad_b


# %% wrong: gradient of the kernel from numbers of the image and of the gradient, in float32: no history
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, [(0, 0), (p, p), (p, p), (0, 0)])
        N, H, W, C = A.shape
        KH, KW, _, C_out = B.shape
        H_out, W_out = (H - KH) // s + 1, (W - KW) // s + 1
        n, h, w, c = A.strides
        windows = np.lib.stride_tricks.as_strided(
            A, (N, H_out, W_out, KH, KW, C), (n, h * s, w * s, h, w, c)
        )
        rows = windows.reshape(N * H_out * W_out, KH * KW * C)
        return (rows @ B.reshape(KH * KW * C, C_out)).reshape(N, H_out, W_out, C_out)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        H, W = A.shape[1:3]
        rh, rw = (H + 2 * p - KH) % s, (W + 2 * p - KW) % s
        g = dilate(out_grad, (1, 2), s - 1)
        grad_a = grad_b = None
        if A.requires_grad:
            kernel = transpose(flip(B, (0, 1)), (2, 3))
            t, l = KH - 1 - p, KW - 1 - p
            padded = pad(g, [(0, 0), (t, t + rh), (l, l + rw), (0, 0)])
            grad_a = conv(padded, kernel)
        if B.requires_grad:
            images = pad(A, [(0, 0), (p, p - rh), (p, p - rw), (0, 0)])
            images = transpose(images, (3, 1, 2, 0))
            gradient = transpose(g, (1, 2, 0, 3))
            grad_b = Tensor(conv(images.detach(), gradient.detach()).data.transpose(1, 2, 0, 3))
        return grad_a, grad_b


# %% wrong: a true convolution forward (kernel turned), padding at the end only
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, [(0, 0), (0, 2 * p), (0, 2 * p), (0, 0)])
        N, H, W, C = A.shape
        KH, KW, _, C_out = B.shape
        H_out, W_out = (H - KH) // s + 1, (W - KW) // s + 1
        n, h, w, c = A.strides
        windows = np.lib.stride_tricks.as_strided(
            A, (N, H_out, W_out, KH, KW, C), (n, h * s, w * s, h, w, c)
        )
        rows = windows.reshape(N * H_out * W_out, KH * KW * C)
        return (rows @ B[::-1, ::-1].reshape(KH * KW * C, C_out)).reshape(N, H_out, W_out, C_out)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        H, W = A.shape[1:3]
        rh, rw = (H + 2 * p - KH) % s, (W + 2 * p - KW) % s
        g = dilate(out_grad, (1, 2), s - 1)
        grad_a = grad_b = None
        if A.requires_grad:
            kernel = transpose(flip(B, (0, 1)), (2, 3))
            t, l = KH - 1 - p, KW - 1 - p
            padded = pad(g, [(0, 0), (t, t + rh), (l, l + rw), (0, 0)])
            grad_a = conv(padded, kernel)
        if B.requires_grad:
            images = pad(A, [(0, 0), (p, p - rh), (p, p - rw), (0, 0)])
            images = transpose(images, (3, 1, 2, 0))
            gradient = transpose(g, (1, 2, 0, 3))
            grad_b = transpose(conv(images, gradient), (1, 2, 0, 3))
        return grad_a, grad_b


# %% wrong: channels of the kernel are reshaped instead of swapped
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, [(0, 0), (p, p), (p, p), (0, 0)])
        N, H, W, C = A.shape
        KH, KW, _, C_out = B.shape
        H_out, W_out = (H - KH) // s + 1, (W - KW) // s + 1
        n, h, w, c = A.strides
        windows = np.lib.stride_tricks.as_strided(
            A, (N, H_out, W_out, KH, KW, C), (n, h * s, w * s, h, w, c)
        )
        rows = windows.reshape(N * H_out * W_out, KH * KW * C)
        return (rows @ B.reshape(KH * KW * C, C_out)).reshape(N, H_out, W_out, C_out)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        H, W = A.shape[1:3]
        rh, rw = (H + 2 * p - KH) % s, (W + 2 * p - KW) % s
        g = dilate(out_grad, (1, 2), s - 1)
        grad_a = grad_b = None
        if A.requires_grad:
            kernel = reshape(flip(B, (0, 1)), (KH, KW, B.shape[3], B.shape[2]))
            t, l = KH - 1 - p, KW - 1 - p
            padded = pad(g, [(0, 0), (t, t + rh), (l, l + rw), (0, 0)])
            grad_a = conv(padded, kernel)
        if B.requires_grad:
            images = pad(A, [(0, 0), (p, p - rh), (p, p - rw), (0, 0)])
            images = transpose(images, (3, 1, 2, 0))
            gradient = transpose(g, (1, 2, 0, 3))
            grad_b = transpose(conv(images, gradient), (1, 2, 0, 3))
        return grad_a, grad_b


# %% wrong: image reshaped instead of axes moved: batch and channels are confused
class Conv(Function):
    """The convolution (strictly speaking, the cross-correlation) of images with kernels."""

    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, [(0, 0), (p, p), (p, p), (0, 0)])
        N, H, W, C = A.shape
        KH, KW, _, C_out = B.shape
        H_out, W_out = (H - KH) // s + 1, (W - KW) // s + 1
        n, h, w, c = A.strides
        windows = np.lib.stride_tricks.as_strided(
            A, (N, H_out, W_out, KH, KW, C), (n, h * s, w * s, h, w, c)
        )
        rows = windows.reshape(N * H_out * W_out, KH * KW * C)
        return (rows @ B.reshape(KH * KW * C, C_out)).reshape(N, H_out, W_out, C_out)

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        KH, KW = B.shape[:2]
        H, W = A.shape[1:3]
        rh, rw = (H + 2 * p - KH) % s, (W + 2 * p - KW) % s
        g = dilate(out_grad, (1, 2), s - 1)
        grad_a = grad_b = None
        if A.requires_grad:
            kernel = transpose(flip(B, (0, 1)), (2, 3))
            t, l = KH - 1 - p, KW - 1 - p
            padded = pad(g, [(0, 0), (t, t + rh), (l, l + rw), (0, 0)])
            grad_a = conv(padded, kernel)
        if B.requires_grad:
            images = pad(A, [(0, 0), (p, p - rh), (p, p - rw), (0, 0)])
            images = reshape(images, (images.shape[3], images.shape[1], images.shape[2], images.shape[0]))
            gradient = transpose(g, (1, 2, 0, 3))
            grad_b = transpose(conv(images, gradient), (1, 2, 0, 3))
        return grad_a, grad_b

# %% right: by its own name, and that of its base
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        super(Conv, self).__init__()
        self.stride, self.padding = stride, padding
    @staticmethod
    def windows(A, k, s):
        return np.lib.stride_tricks.sliding_window_view(A, k, axis=(1, 2))[:, ::s, ::s]
    def forward(self, A, B):
        p = self.padding
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        return np.einsum("nhwcij,ijcd->nhwd", Conv.windows(A, B.shape[:2], self.stride), B)
    def backward(self, out_grad, node):
        a, b = node._inputs
        p, s = self.padding, self.stride
        k = b.shape[:2]
        left = [(n + 2 * p - m) % s for n, m in zip(a.shape[1:3], k)]
        g = dilate(out_grad, (1, 2), s - 1)
        around = [(m - 1 - p, m - 1 - p + r) for m, r in zip(k, left)]
        ga = Conv()(pad(g, [(0, 0), *around, (0, 0)]), flip(transpose(b, (2, 3)), (0, 1)))
        gb = Conv(padding=p)(transpose(a, (3, 1, 2, 0)), transpose(g, (1, 2, 0, 3)))
        gb = pad(transpose(gb, (1, 2, 0, 3)), [*((0, -r) for r in left), (0, 0), (0, 0)])
        return ga, gb

# %% wrong: gradients in single precision
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        self.stride, self.padding = stride, padding
    def forward(self, A, B):
        p, s = self.padding, self.stride
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        w = np.lib.stride_tricks.sliding_window_view(A, B.shape[:2], axis=(1, 2))[:, ::s, ::s]
        return np.einsum("nhwcij,ijcd->nhwd", w, B)
    def backward(self, out_grad, node):
        a, b = node._inputs
        p, s = self.padding, self.stride
        k = b.shape[:2]
        left = [(n + 2 * p - m) % s for n, m in zip(a.shape[1:3], k)]
        if not out_grad.requires_grad:
            out_grad, a, b = Tensor(out_grad.data), Tensor(a.data), Tensor(b.data)
        g = dilate(out_grad, (1, 2), s - 1)
        around = [(m - 1 - p, m - 1 - p + r) for m, r in zip(k, left)]
        ga = conv(pad(g, [(0, 0), *around, (0, 0)]), flip(transpose(b, (2, 3)), (0, 1)))
        gb = conv(transpose(a, (3, 1, 2, 0)), transpose(g, (1, 2, 0, 3)), padding=p)
        return ga, pad(transpose(gb, (1, 2, 0, 3)), [*((0, -r) for r in left), (0, 0), (0, 0)])


# %% right: a loop over the places of the kernel
class Conv(Function):
    def __init__(self, stride=1, padding=0):
        self.stride = stride
        self.padding = padding

    def forward(self, A, B):
        s, p = self.stride, self.padding
        A = np.pad(A, ((0, 0), (p, p), (p, p), (0, 0)))
        n, h, w, c = A.shape
        kh, kw, _, co = B.shape
        ho, wo = (h - kh) // s + 1, (w - kw) // s + 1
        out = np.zeros((n, ho, wo, co), dtype=np.result_type(A, B))
        for i in range(kh):
            for j in range(kw):
                out += A[:, i : i + s * (ho - 1) + 1 : s, j : j + s * (wo - 1) + 1 : s, :] @ B[i, j]
        return out

    def backward(self, out_grad, node):
        A, B = node._inputs
        s, p = self.stride, self.padding
        kh, kw = B.shape[:2]
        h, w = A.shape[1:3]
        rh, rw = (h + 2 * p - kh) % s, (w + 2 * p - kw) % s
        g = dilate(out_grad, (1, 2), s - 1) if s > 1 else out_grad
        ga = gb = None
        if A.requires_grad:
            wide = pad(
                g, [(0, 0), (kh - 1 - p, kh - 1 - p + rh), (kw - 1 - p, kw - 1 - p + rw), (0, 0)]
            )
            ga = conv(wide, transpose(flip(B, (0, 1)), (2, 3)))
        if B.requires_grad:
            x = pad(A, [(0, 0), (p, p - rh), (p, p - rw), (0, 0)])
            gb = conv(transpose(x, (0, 3)), transpose(transpose(g, (0, 1)), (1, 2)))
            gb = transpose(transpose(gb, (0, 1)), (1, 2))
        return ga, gb


# %% right: sliding_window_view and einsum
from numpy.lib.stride_tricks import sliding_window_view


class Conv(Function):
    def __init__(self, stride: int = 1, padding: int = 0):
        self.stride, self.padding = stride, padding

    def forward(self, A, B):
        p = self.padding
        if p:
            A = np.pad(A, [(0, 0), (p, p), (p, p), (0, 0)])
        windows = sliding_window_view(A, B.shape[:2], axis=(1, 2))[
            :, :: self.stride, :: self.stride
        ]
        return np.einsum("nhwcij,ijco->nhwo", windows, B, optimize=True)

    def backward(self, out_grad, node):
        images, kernels = node._inputs
        (kh, kw, ci, co), p = kernels.shape, self.padding
        if self.stride != 1:
            out_grad = dilate(out_grad, (1, 2), self.stride - 1)
        extra = [images.shape[i] + 2 * p - k + 1 - out_grad.shape[i] for i, k in ((1, kh), (2, kw))]
        out_grad = pad(out_grad, [(0, 0), (0, extra[0]), (0, extra[1]), (0, 0)])
        grad_images = grad_kernels = None
        if images.requires_grad:
            turned = transpose(flip(kernels, (0, 1)), (0, 1, 3, 2))
            full = pad(out_grad, [(0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1), (0, 0)])
            grad_images = pad(ops.conv(full, turned), [(0, 0), (-p, -p), (-p, -p), (0, 0)])
        if kernels.requires_grad:
            as_kernel = transpose(out_grad, (1, 2, 0, 3))
            found = ops.Conv(padding=p)(transpose(images, (3, 1, 2, 0)), as_kernel)
            grad_kernels = transpose(found, (1, 2, 0, 3))
        return grad_images, grad_kernels
