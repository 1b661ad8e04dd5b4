"""PyTorch on the CPU, on as many threads as the first argument says."""

import sys

import torch
from torch import nn

from serve import fastest, read, read_images, serve_steps, serve_trials

BATCH = 100
THREADS = int(sys.argv[1])
torch.set_num_threads(THREADS)
NAME = f"PyTorch {torch.__version__.split('+')[0]}"


def build(layers):
    """A net of Sweepbook's layers, for images [batch, 1, 28, 28]."""
    net = []
    for layer in layers:
        match layer["kind"]:
            case "conv":
                net.append(nn.LazyConv2d(layer["filters"], layer["kernelSize"]))
            case "maxPool":
                net.append(nn.MaxPool2d(layer["size"], layer["strides"]))
            case "flatten":
                net.append(nn.Flatten())
            case "dense":
                net.append(nn.LazyLinear(layer["units"]))
            case "dropout":
                net.append(nn.Dropout(layer["rate"]))
            case "batchNorm":
                in_maps = not any(isinstance(module, nn.Flatten) for module in net)
                norm = nn.LazyBatchNorm2d if in_maps else nn.LazyBatchNorm1d
                net.append(norm(eps=layer["epsilon"], momentum=1 - layer["momentum"]))
            case kind:
                raise ValueError(f"no layer {kind}")
        match layer.get("activation", "linear"):
            case "relu":
                net.append(nn.ReLU(inplace=True))
            case "linear":
                pass
            case activation:
                raise ValueError(f"no activation {activation}")
    net = nn.Sequential(*net)
    net(torch.zeros(2, 1, 28, 28))  # Gives the lazy layers their shapes.
    return net


class Trainer:
    """A net with its optimizer, in one memory format."""

    def __init__(self, layers, memory_format, fused):
        self.net = build(layers).to(memory_format=memory_format).train()
        self.optimizer = torch.optim.Adam(self.net.parameters(), lr=1e-3, eps=1e-7, fused=fused)
        self.loss = nn.CrossEntropyLoss()
        self.memory_format = memory_format

    def step(self, images, labels):
        """Trains on one batch; gives its loss."""
        images = images.to(memory_format=self.memory_format)
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.net(images), labels)
        loss.backward()
        self.optimizer.step()
        return loss.item()


# What PyTorch's users choose between; the benchmark takes what is fastest for a net.
CHOICES = {
    "contiguous": (torch.contiguous_format, False),
    "contiguous, fused Adam": (torch.contiguous_format, True),
    "channels_last": (torch.channels_last, False),
    "channels_last, fused Adam": (torch.channels_last, True),
}


def choose(layers, images, labels):
    """The fastest of the choices on the first batch."""

    def trial_run(choice):
        trainer = Trainer(layers, *choice)
        return lambda: trainer.step(images[:BATCH], labels[:BATCH])

    return fastest({key: trial_run(choice) for key, choice in CHOICES.items()}, rounds=10)


def load(images, labels):
    """Images [count, 1, 28, 28] and their classes."""
    images, labels = map(torch.from_numpy, read_images(images, labels))
    return images.reshape(-1, 1, 28, 28), labels


def steps(opening):
    """Trains step by step."""
    images, labels = load(opening["images"], opening["labels"])
    choice = choose(opening["layers"], images, labels)
    trainer = Trainer(opening["layers"], *CHOICES[choice])

    def step(i):
        batch = slice(i * BATCH, (i + 1) * BATCH)
        return trainer.step(images[batch], labels[batch])

    serve_steps(opening, f"{NAME}, {choice}", step)


def study(opening):
    """Trains whole nets, with the test images as validation after every epoch."""
    images, labels = load(opening["images"], opening["labels"])
    test_images, test_labels = load(opening["testImages"], opening["testLabels"])

    def prepare(layers):
        choice = choose(layers, images, labels)

        def train():
            trainer = Trainer(layers, *CHOICES[choice])
            for _ in range(opening["epochs"]):
                for batch in torch.randperm(len(images)).split(BATCH):
                    trainer.step(images[batch], labels[batch])
                accuracy = evaluate(trainer.net, test_images, test_labels)
            return accuracy

        return train

    serve_trials(NAME, prepare)


@torch.inference_mode()
def evaluate(net, images, labels):
    """The share of images that the net classifies rightly."""
    net.eval()
    batches = zip(images.split(1000), labels.split(1000))
    right = sum((net(x).argmax(1) == y).sum().item() for x, y in batches)
    net.train()
    return right / len(images)


opening = read()
study(opening) if "testImages" in opening else steps(opening)
