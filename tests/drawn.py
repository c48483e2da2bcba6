"""The pixels of a path in a picture, and how far two pictures are apart."""

import numpy as np

WIDTH = 1600  # pixels: the widest picture that a lecture hall's projector gets
Box = tuple[tuple[float, float], tuple[float, float]]


def image(point: np.ndarray, domain: Box, joined: np.ndarray) -> np.ndarray:
    """The pixels that the segments from each row to the next, where `joined`, go through inside the picture.

    Segments are cut at the frame and sampled twice a pixel; ends are rounded to 1/16 pixel, to draw a
    bounce of 100,000 equal segments once.
    """
    low, high = np.array(domain).T
    at = (point - low) / (high - low) * WIDTH
    begin, end = at[:-1][joined], at[1:][joined]
    way = end - begin
    with np.errstate(all="ignore"):  # a segment along an axis never meets two of the sides
        sides = np.stack([-begin / way, (WIDTH - begin) / way])
    # Along such an axis it is inside for its whole length or not at all.
    within = (begin >= 0) & (begin <= WIDTH)
    enter = np.where(way == 0, np.where(within, 0, 2), sides.min(0)).max(1).clip(0)[:, None]
    leave = np.where(way == 0, 1, sides.max(0)).min(1).clip(max=1)[:, None]
    cut = np.hstack([begin + enter * way, begin + leave * way])[(enter <= leave)[:, 0]].clip(0, WIDTH)
    cut = np.unique((cut * 16).round(), axis=0) / 16
    pixels = np.zeros((WIDTH + 1, WIDTH + 1), bool)
    for piece in np.array_split(cut, len(cut) // 2048 + 1):
        samples = np.ceil(2 * np.abs(piece[:, 2:] - piece[:, :2]).max(1, initial=0)).astype(int) + 1
        segment = np.repeat(np.arange(len(piece)), samples)
        place = np.arange(len(segment)) - np.repeat(samples.cumsum() - samples, samples)
        share = place / np.maximum(samples - 1, 1)[segment]
        x, y = (piece[segment, :2] + share[:, None] * (piece[:, 2:] - piece[:, :2])[segment]).astype(int).T
        pixels[x, y] = True
    return pixels


def strays(pixels: np.ndarray, others: np.ndarray, distance: int) -> int:
    """How many of the pixels are more than `distance` away, along an axis or both, from all the others."""
    near = others.copy()
    for _ in range(distance):
        for axis in (0, 1):
            spread = np.moveaxis(near.copy(), axis, 0)
            rows = np.moveaxis(near, axis, 0)
            spread[1:] |= rows[:-1]
            spread[:-1] |= rows[1:]
            near = np.moveaxis(spread, 0, axis)
    return int((pixels & ~near).sum())
