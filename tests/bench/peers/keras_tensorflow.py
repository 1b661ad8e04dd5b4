"""Keras on TensorFlow, on as many threads as the first argument says."""

import os
import sys

THREADS = sys.argv[1]
# TensorFlow reads these when it is imported.
os.environ.update(
    KERAS_BACKEND="tensorflow",
    TF_NUM_INTRAOP_THREADS=THREADS,
    TF_NUM_INTEROP_THREADS=THREADS,
    TF_CPP_MIN_LOG_LEVEL="2",
    CUDA_VISIBLE_DEVICES="-1",
)

import keras
import tensorflow
from keras import layers as kl

from serve import fastest, read, read_images, serve_steps, serve_trials

BATCH = 100
NAME = f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}"
# "auto" is Keras's default. The benchmark takes what is fastest for a net.
CHOICES = {"jit_compile auto": "auto", "no XLA": False}


def build(layers, jit_compile, metrics=()):
    """A compiled model of Sweepbook's layers."""
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for layer in layers:
        activation = layer.get("activation")
        match layer["kind"]:
            case "conv":
                model.add(kl.Conv2D(layer["filters"], layer["kernelSize"], activation=activation))
            case "maxPool":
                model.add(kl.MaxPooling2D(layer["size"], layer["strides"]))
            case "flatten":
                model.add(kl.Flatten())
            case "dense":
                model.add(kl.Dense(layer["units"], activation=activation))
            case "dropout":
                model.add(kl.Dropout(layer["rate"]))
            case "batchNorm":
                model.add(kl.BatchNormalization(momentum=layer["momentum"], epsilon=layer["epsilon"]))
            case kind:
                raise ValueError(f"no layer {kind}")
    model.compile(
        optimizer=keras.optimizers.Adam(1e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=list(metrics),
        jit_compile=jit_compile,
    )
    return model


def choose(layers, images, labels):
    """The fastest of the choices on the first batch."""

    def trial_run(choice):
        model = build(layers, choice)
        return lambda: model.train_on_batch(images[:BATCH], labels[:BATCH])

    # XLA can be many times slower here: few rounds tell.
    return fastest({key: trial_run(choice) for key, choice in CHOICES.items()}, rounds=4)


def steps(opening):
    """Trains step by step."""
    images, labels = read_images(opening["images"], opening["labels"])
    choice = choose(opening["layers"], images, labels)
    model = build(opening["layers"], CHOICES[choice])

    def step(i):
        batch = slice(i * BATCH, (i + 1) * BATCH)
        # Keras reports the mean since the last reset.
        model.reset_metrics()
        return float(model.train_on_batch(images[batch], labels[batch]))

    serve_steps(opening, f"{NAME}, {choice}", step)


def study(opening):
    """Trains whole nets by fit(), with the test images as validation after every epoch."""
    images, labels = read_images(opening["images"], opening["labels"])
    test = read_images(opening["testImages"], opening["testLabels"])

    def prepare(layers):
        choice = choose(layers, images, labels)

        def train():
            model = build(layers, CHOICES[choice], ["accuracy"])
            history = model.fit(
                images,
                labels,
                batch_size=BATCH,
                epochs=opening["epochs"],
                validation_data=test,
                validation_batch_size=1000,
                verbose=0,
            )
            return history.history["val_accuracy"][-1]

        return train

    serve_trials(NAME, prepare)


opening = read()
study(opening) if "testImages" in opening else steps(opening)
