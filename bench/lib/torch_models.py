"""The models of the comparison in PyTorch: the same layers, noise, sampling, losses and optimiser as the documents say (step-documents.ts, templates)."""
import math

import torch
from torch import nn
from torch.nn import functional as F

def kernel_init(model):
    """The start of the layers: He (2015) before a ReLU, else Glorot (2010); biases 0."""
    layers = [module for module in model.modules() if isinstance(module, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d))]
    for layer in layers:
        if getattr(layer, "before_relu", False):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        else:
            nn.init.xavier_uniform_(layer.weight)
        if layer.bias is not None:
            nn.init.zeros_(layer.bias)


def stack(*modules):
    for layer, following in zip(modules, modules[1:]):
        layer.before_relu = isinstance(following, (nn.ReLU, nn.LeakyReLU))
    return nn.Sequential(*modules)


def dense(*sizes, hidden=nn.ReLU):
    """Linear layers with an activation between them, none behind the last."""
    pairs = list(zip(sizes, sizes[1:]))
    modules = [module for pair in pairs for module in (nn.Linear(*pair), hidden())]
    return stack(*modules[:-1])


def encoder(*sizes, hidden=nn.ReLU):
    """As `dense`, and flattens before, and activates behind the last."""
    return nn.Sequential(nn.Flatten(), dense(*sizes, hidden=hidden), hidden())


def conv(*channels, kernel=3):
    return [module for pair in zip(channels, channels[1:]) for module in (nn.Conv2d(*pair, kernel, 2, 1), nn.ReLU())]


def ups(*channels, kernel=3):
    pairs = zip(channels, channels[1:])
    return [module for pair in pairs for module in (nn.ConvTranspose2d(*pair, kernel, 2, 1, kernel % 2), nn.ReLU())][:-1]


def squared(y, x):
    return ((y - x) ** 2).sum() / len(x)


def cross_entropy(logits, x):
    return F.binary_cross_entropy_with_logits(logits, x.reshape(logits.shape), reduction="sum") / len(x)


class Plain(nn.Module):
    """Encoder and decoder with nothing between; `loss` compares."""

    def __init__(self, net, loss, spoil=None):
        super().__init__()
        self.net, self.compare, self.spoil = net, loss, spoil

    def loss(self, x, step):
        return self.compare(self.net(self.spoil(x) if self.spoil else x), x)


class Gaussian(nn.Module):
    """Kingma & Welling 2014, with a weight of the divergence (Higgins et al. 2017)."""

    def __init__(self, features, width, code, decoder, beta=1.0):
        super().__init__()
        self.features, self.mean, self.log_variance, self.decoder = features, nn.Linear(width, code), nn.Linear(width, code), decoder
        self.beta = beta

    def loss(self, x, step):
        h = self.features(x)
        mean, log_variance = self.mean(h), self.log_variance(h)
        code = mean + torch.exp(log_variance * 0.5) * torch.randn_like(mean)
        divergence = 0.5 * (mean ** 2 + log_variance.exp() - (log_variance + 1)).sum() / len(x)
        return cross_entropy(self.decoder(code), x) + self.beta * divergence


class Binary(nn.Module):
    """Bits that are drawn, with the gradient of their probabilities (Bengio et al. 2013)."""

    def __init__(self, features, decoder):
        super().__init__()
        self.features, self.decoder = features, decoder

    def loss(self, x, step):
        p = torch.sigmoid(self.features(x))
        return cross_entropy(self.decoder(p + (torch.bernoulli(p) - p).detach()), x)


class OneHot(nn.Module):
    """Gumbel-softmax with a hard choice forwards (Jang et al. 2017), of images that are moved, and a term for classes that stay empty."""

    def __init__(self, features, decoder, classes, anneal, balance):
        super().__init__()
        self.features, self.decoder, self.classes, self.anneal, self.balance = features, decoder, classes, anneal, balance

    def loss(self, x, step):
        logits = self.features(moved(x))
        use = F.softmax(logits, 1).mean(0)
        balance = (use * (use + 1e-10).log()).sum() + math.log(self.classes)
        temperature = 2 - min(1, step / self.anneal)
        return cross_entropy(self.decoder(F.gumbel_softmax(logits, temperature, hard=True)), x) + self.balance * balance


class Quantised(nn.Module):
    """Moving averages of the vectors of each code, and a new start for those that nobody uses (van den Oord et al. 2017, appendix A.1)."""

    def __init__(self, encoder, decoder, codes=64, size=16, decay=0.99, restart=0.5, commitment=0.25):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder
        self.codes, self.decay, self.restart, self.commitment = codes, decay, restart, commitment
        self.register_buffer("book", torch.randn(codes, size))
        self.register_buffer("counts", torch.ones(codes))
        self.register_buffer("sums", self.book.clone())

    def vectors(self, x):
        """@returns a row for each place of each item."""
        return self.encoder(x).permute(0, 2, 3, 1).flatten(0, 2)

    def indices(self, vectors):
        return (2 * vectors @ self.book.T - (self.book ** 2).sum(1)).argmax(1)

    def start(self, x, rounds=10):
        """Begins with the centres of clusters of what the untrained encoder gives."""
        with torch.no_grad():
            vectors = self.vectors(x)
            self.book = vectors[torch.randperm(len(vectors))[: self.codes]]
            for _ in range(rounds):
                chosen = F.one_hot(self.indices(vectors), self.codes).to(vectors.dtype)
                counts = chosen.sum(0)[:, None]
                self.book = torch.where(counts > 0, chosen.T @ vectors / counts.clamp(min=1), self.book)
            self.sums = self.book.clone()

    def loss(self, x, step):
        vectors = self.vectors(x)
        with torch.no_grad():
            index = self.indices(vectors)
            nearest = self.book[index]
            chosen = F.one_hot(index, self.codes).to(vectors.dtype)
            counts = chosen.sum(0)
            share = counts / len(vectors)
            self.perplexity, self.used = torch.exp(-(share * (share + 1e-10).log()).sum()), (counts > 0).sum()
        height, width = x.shape[2] // 4, x.shape[3] // 4
        code = (vectors + (nearest - vectors).detach()).reshape(len(x), height, width, -1).permute(0, 3, 1, 2)
        commitment = ((vectors - nearest) ** 2).sum() / len(x)
        loss = cross_entropy(self.decoder(code), x) + self.commitment * commitment
        with torch.no_grad():
            self.follow(vectors, chosen, counts)
        return loss

    def follow(self, vectors, chosen, counts):
        used = self.counts * self.decay + counts * (1 - self.decay)
        sums = self.sums * self.decay + chosen.T @ vectors * (1 - self.decay)
        total = used.sum()
        means = sums / ((used + 1e-5) / (total + self.codes * 1e-5) * total)[:, None]
        dead = used < self.restart
        fresh = vectors[torch.randint(len(vectors), (self.codes,), device=vectors.device)]
        self.counts = torch.where(dead, torch.full_like(used, 2 * self.restart), used)
        self.sums = torch.where(dead[:, None], fresh * 2 * self.restart, sums)
        self.book = torch.where(dead[:, None], fresh, means)


class Adversarial(nn.Module):
    """Makhzani et al. 2015: a critic tells codes from draws of the prior, and is updated first."""

    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = nn.Sequential(nn.Flatten(), dense(784, 512, 256, 8)), dense(8, 256, 512, 784)
        self.critic = dense(8, 128, 64, 1, hidden=lambda: nn.LeakyReLU(0.2))

    def players(self):
        others = [*self.encoder.parameters(), *self.decoder.parameters()]
        return [(list(self.critic.parameters()), 5e-4, self.critic_loss), (others, 1e-3, self.coder_loss)]

    def critic_loss(self, x, step):
        with torch.no_grad():
            fake = self.encoder(x)
        return F.softplus(-self.critic(torch.randn_like(fake))).mean() + F.softplus(self.critic(fake)).mean()

    def coder_loss(self, x, step):
        code = self.encoder(x)
        return cross_entropy(self.decoder(code), x) + 10 * F.softplus(-self.critic(code)).mean()


def flat(shape, net):
    return nn.Sequential(nn.Flatten(), net, nn.Unflatten(1, shape))


def mean_squared(y, x):
    return ((y - x) ** 2).mean()


def autoencoder(shape, *sizes, loss, last=nn.Sigmoid):
    """With a code in the middle that no activation follows."""
    middle = sizes.index(min(sizes))
    net = nn.Sequential(dense(*sizes[: middle + 1]), dense(*sizes[middle:]), last())
    return Plain(flat(shape, net), loss)


def plain_conv():
    back = stack(nn.Linear(16, 1568), nn.ReLU())
    return Plain(nn.Sequential(stack(*conv(1, 16, 32)), nn.Flatten(), nn.Linear(1568, 16), back, nn.Unflatten(1, (32, 7, 7)), stack(*ups(32, 16, 1)), nn.Sigmoid()), mean_squared)


def conv_gaussian(channels, side, hidden, code, beta=1.0):
    """Convolutions that halve, a hidden layer on each side of the code, and as many that double. @param side: of what the last convolution gives."""
    size = channels[-1] * side * side
    forth = nn.Sequential(stack(*conv(1, *channels, kernel=4)), nn.Flatten(), stack(nn.Linear(size, hidden), nn.ReLU()))
    first = stack(nn.Linear(code, hidden), nn.ReLU(), nn.Linear(hidden, size), nn.ReLU())
    back = nn.Sequential(first, nn.Unflatten(1, (channels[-1], side, side)), stack(*ups(*reversed(channels), 1, kernel=4)))
    return Gaussian(forth, hidden, code, back, beta)


class Attention(nn.Module):
    """Of each place to all (Vaswani et al. 2017, section 3.2), without biases."""

    def __init__(self, channels, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(channels, channels, bias=False) for _ in range(4))

    def split(self, x):
        return x.unflatten(2, (self.heads, -1)).transpose(1, 2)

    def forward(self, x):
        queries, keys, values = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        weights = (queries @ keys.transpose(-2, -1) / queries.shape[-1] ** 0.5).softmax(-1)
        return self.output((weights @ values).transpose(1, 2).flatten(2))


class Block(nn.Module):
    """A Transformer block that normalises before its parts (Xiong et al. 2020)."""

    def __init__(self, channels, heads, factor):
        super().__init__()
        self.attend = nn.Sequential(nn.LayerNorm(channels), Attention(channels, heads))
        self.forward_parts = nn.Sequential(nn.LayerNorm(channels), stack(nn.Linear(channels, factor * channels), nn.ReLU(), nn.Linear(factor * channels, channels)))

    def forward(self, x):
        x = x + self.attend(x)
        return x + self.forward_parts(x)


def transformer(places, channels):
    blocks = nn.Sequential(Block(channels, 4, 2), Block(channels, 4, 2), nn.LayerNorm(channels), nn.Flatten())
    size = places * channels
    return Plain(nn.Sequential(blocks, nn.Linear(size, 16), nn.Linear(16, size), nn.Unflatten(1, (places, channels)), nn.Sigmoid()), mean_squared)


def vq_vae():
    forth = nn.Sequential(stack(*conv(1, 16, 32)), nn.Conv2d(32, 16, 1))
    return Quantised(forth, nn.Sequential(stack(nn.Conv2d(16, 32, 3, 1, 1), nn.ReLU(), *ups(32, 16, 1))))


def moved(x, shift=2, distortion=0.2):
    """Each image moved by up to `shift` pixels, and stretched, turned and slanted by up to `distortion`, about its middle."""
    draw = lambda *shape: torch.rand(len(x), *shape) * 2 - 1
    places = torch.cat([torch.eye(2) + distortion * draw(2, 2), shift * 2 / x.shape[-1] * draw(2, 1)], 2)
    return F.grid_sample(x, F.affine_grid(places, x.shape, align_corners=False), mode="nearest", align_corners=False)


def mask(x):
    return x * (torch.rand_like(x) >= 0.5)


DIGIT = (1, 28, 28)
# Model, items of a batch, shape of an item, learning rate.
MODELS = {
    "mlp": (lambda: autoencoder(DIGIT, 784, 256, 16, 256, 784, loss=mean_squared), 128, DIGIT, 1e-3),
    "small": (lambda: autoencoder((1, 8, 8), 64, 32, 2, 32, 64, loss=mean_squared), 32, (1, 8, 8), 1e-3),
    "conv": (plain_conv, 128, DIGIT, 1e-3),
    "transformer": (lambda: transformer(20, 64), 32, (20, 64), 1e-3),
    "wide": (lambda: autoencoder(DIGIT, 784, 2048, 2048, 16, 2048, 2048, 784, loss=mean_squared), 1024, DIGIT, 1e-3),
    "autoencoder": (lambda: autoencoder(DIGIT, 784, 512, 256, 30, 256, 512, 784, loss=squared), 64, DIGIT, 1e-3),
    "patterns": (
        lambda: Plain(flat((1, 3, 3), nn.Sequential(dense(9, 24, 2, hidden=nn.Tanh), dense(2, 24, 9, hidden=nn.Tanh))), cross_entropy), 24, (1, 3, 3), 1e-2),
    "denoising": (lambda: Plain(flat(DIGIT, dense(784, 400, 128, 400, 784)), cross_entropy, mask), 64, DIGIT, 1e-3),
    "vae": (lambda: Gaussian(encoder(784, 400), 400, 20, dense(20, 400, 784)), 64, DIGIT, 1e-3),
    "conv-vae": (lambda: conv_gaussian((16, 32), 7, 256, 16), 64, DIGIT, 2e-3),
    "beta-vae": (lambda: conv_gaussian((16, 32, 32), 4, 128, 6, 4.0), 64, (1, 32, 32), 1e-3),
    "binary-code": (lambda: Binary(nn.Sequential(nn.Flatten(), dense(784, 400, 32)), dense(32, 400, 784)), 64, DIGIT, 1e-3),
    "one-hot-code": (lambda: OneHot(nn.Sequential(nn.Flatten(), dense(784, 256, 20)), dense(20, 256, 784), 20, 800, 20), 128, DIGIT, 3e-3),
    "vq-vae": (vq_vae, 64, DIGIT, 2e-3),
    "adversarial-ae": (Adversarial, 64, DIGIT, 1e-3),
}


def build(name, batch=None, device="cpu", **adam):
    """@returns the model, a function that takes one step on a batch and gives its losses as tensors, and the shape of a batch.
    @param batch: of as many items instead of the model's own. @param adam: what the optimiser is told beside its rate."""
    make, own, shape, rate = MODELS[name]
    model = make()
    kernel_init(model)
    model.to(device)
    players = model.players() if hasattr(model, "players") else [(list(model.parameters()), rate, model.loss)]
    updates = [(parameters, torch.optim.Adam(parameters, lr, eps=1e-7, **adam), loss) for parameters, lr, loss in players]
    taken = 0

    def step(x):
        nonlocal taken
        values = []
        for parameters, optimizer, loss in updates:
            value = loss(x, taken)
            optimizer.zero_grad(set_to_none=True)
            # The critic's weights are no part of what the other player learns.
            for parameter, gradient in zip(parameters, torch.autograd.grad(value, parameters)):
                parameter.grad = gradient
            optimizer.step()
            values.append(value.detach())
        taken += 1
        return values

    return model, step, (batch or own, *shape)
