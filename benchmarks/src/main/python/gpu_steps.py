"""Training steps by PyTorch 2, for bench.sh gpu: gpu_steps.py cuda|cpu [MODEL=BATCH ...]

Prints for each model its name, the milliseconds of a step (forward, loss, backward, Adam) and its
number of parameters and statistics, or why PyTorch is absent. The models are those of
io.meanfield.benchmarks.model.Sizes. f32, with TF32 where PyTorch by default uses it.
"""
import sys
import time

try:
    import torch
    from torch import nn
    from torch.nn import functional as F
except (ImportError, OSError):
    print("absent: python3 has no torch")
    sys.exit()

CLASSES, VOCABULARY, TIME, WIDTH, HEADS = 10, 8192, 128, 512, 8


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(20, 50, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, CLASSES))


def convolution(inputs, filters, kernel, stride):
    return nn.Sequential(
        nn.Conv2d(inputs, filters, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(filters))


class Residual(nn.Module):
    def __init__(self, inputs, filters):
        super().__init__()
        stride = 1 if inputs == filters else 2
        self.body = nn.Sequential(
            convolution(inputs, filters, 3, stride), nn.ReLU(), convolution(filters, filters, 3, 1))
        self.shortcut = nn.Identity() if stride == 1 else convolution(inputs, filters, 1, stride)

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x))


def resnet18():
    blocks = [convolution(3, 64, 3, 1), nn.ReLU()]
    inputs = 64
    for filters in (64, 128, 256, 512):
        blocks += [Residual(inputs, filters), Residual(filters, filters)]
        inputs = filters
    return nn.Sequential(
        *blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, CLASSES))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.mix = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.mlp = nn.Sequential(
            nn.Linear(WIDTH, 4 * WIDTH), nn.GELU(), nn.Linear(4 * WIDTH, WIDTH))

    def forward(self, x):  # [batch, time, width]
        heads = self.qkv(self.norm1(x)).unflatten(2, (3, HEADS, WIDTH // HEADS))
        q, k, v = heads.permute(2, 0, 3, 1, 4)  # each [batch, heads, time, width / heads]
        seen = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.mix(seen.transpose(1, 2).flatten(2))
        return x + self.mlp(self.norm2(x))


class Positions(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Parameter(torch.randn(TIME, WIDTH) * 0.02)

    def forward(self, x):
        return x + self.table


def gpt():
    return nn.Sequential(
        nn.Embedding(VOCABULARY, WIDTH), Positions(), *(Block() for _ in range(6)),
        nn.LayerNorm(WIDTH), nn.Linear(WIDTH, VOCABULARY), nn.Flatten(0, 1))


def batch_of(name, size):
    if name == "gpt":
        tokens = torch.randint(VOCABULARY, (2, size, TIME))
        return tokens[0], tokens[1].flatten()
    sides = (1, 28, 28) if name == "lenet" else (3, 32, 32)
    images = torch.rand(size, *sides).to(memory_format=torch.channels_last)
    return images, torch.randint(CLASSES, (size,))


def measure(name, size, device):
    model = {"lenet": lenet, "resnet18": resnet18, "gpt": gpt}[name]().to(device)
    if name != "gpt":
        model = model.to(memory_format=torch.channels_last)
    adam = torch.optim.Adam(model.parameters(), lr=1e-3, **({"fused": True} if device == "cuda" else {}))
    features, labels = (it.to(device) for it in batch_of(name, size))

    def steps(seconds):
        start, count = time.perf_counter(), 0
        while count < 2 or time.perf_counter() - start < seconds:
            loss = F.cross_entropy(model(features), labels)
            adam.zero_grad(set_to_none=True)
            loss.backward()
            adam.step()
            loss.item()  # the loss of every step is looked at, as ours
            count += 1
        return (time.perf_counter() - start) / count

    steps(4)
    millis = 1e3 * sorted(steps(2) for _ in range(3))[1]
    buffers = sum(it.numel() for it in model.buffers() if it.is_floating_point())
    return millis, buffers + sum(it.numel() for it in model.parameters())


def main(device, *asked):
    if device == "cuda" and not torch.cuda.is_available():
        print("absent: torch of python3 finds no GPU")
        return
    torch.backends.cudnn.benchmark = True
    for word in asked:
        name, size = word.split("=")
        print(name, "%.4f %d" % measure(name, int(size), device), flush=True)


main(*sys.argv[1:])
