import type { Size, SizeRule } from '@fusionbridge/core';

/** The size nearest to `asked` that the rule allows: same shape first, then the same area. */
export function snapSize(asked: Size, rule: SizeRule): Size {
  return rule.kind === 'list' ? nearestOf(rule.sizes, asked) : withinBounds(asked, rule);
}

type FreeRule = Extract<SizeRule, { kind: 'free' }>;

function withinBounds(wish: Size, rule: FreeRule): Size {
  const asked = stocky(wish, rule);
  const grow = Math.max(
    1,
    rule.min / Math.min(asked.width, asked.height),
    Math.sqrt((rule.minPixels ?? 0) / (asked.width * asked.height)),
  );
  const shrink = Math.min(
    1,
    rule.max / (Math.max(asked.width, asked.height) * grow),
    Math.sqrt((rule.maxPixels ?? Number.POSITIVE_INFINITY) / (asked.width * asked.height * grow * grow)),
  );
  const scale = grow * shrink;
  const snapped = {
    width: snapSide(asked.width * scale, rule),
    height: snapSide(asked.height * scale, rule),
  };
  return filled(trimmed(snapped, rule), rule);
}

/** As much of the shape as the vendor paints, in the same area. */
function stocky(size: Size, { maxRatio = Number.POSITIVE_INFINITY }: FreeRule): Size {
  const ratio = ratioOf(size);
  if (ratio <= maxRatio) {
    return size;
  }
  const stretch = Math.sqrt(ratio / maxRatio);
  return size.width > size.height
    ? { width: size.width / stretch, height: size.height * stretch }
    : { width: size.width * stretch, height: size.height / stretch };
}

function ratioOf({ width, height }: Size): number {
  return Math.max(width / height, height / width);
}

function snapSide(side: number, rule: FreeRule): number {
  const lowest = Math.ceil(rule.min / rule.multipleOf) * rule.multipleOf;
  const highest = Math.floor(rule.max / rule.multipleOf) * rule.multipleOf;
  return Math.min(highest, Math.max(lowest, Math.round(side / rule.multipleOf) * rule.multipleOf));
}

/** Rounding up both sides can pass the pixel bound by a little: the longer side gives way. */
function trimmed(size: Size, rule: FreeRule): Size {
  let { width, height } = size;
  while (width * height > (rule.maxPixels ?? Number.POSITIVE_INFINITY)) {
    if (width >= height && width - rule.multipleOf >= rule.min) {
      width -= rule.multipleOf;
    } else if (height - rule.multipleOf >= rule.min) {
      height -= rule.multipleOf;
    } else {
      break;
    }
  }
  return { width, height };
}

/** Rounding down can miss the least area or the greatest ratio by a little: the shorter side grows. */
function filled(size: Size, rule: FreeRule): Size {
  const { maxRatio = Number.POSITIVE_INFINITY, minPixels = 0, multipleOf } = rule;
  let { width, height } = size;
  while (width * height < minPixels || ratioOf({ width, height }) > maxRatio) {
    if (Math.min(width, height) + multipleOf > rule.max) {
      break;
    }
    if (width < height) {
      width += multipleOf;
    } else {
      height += multipleOf;
    }
  }
  return { width, height };
}

function nearestOf(sizes: readonly Size[], asked: Size): Size {
  const distance = (size: Size): number =>
    Math.abs(Math.log(size.width / size.height / (asked.width / asked.height))) * 10 +
    Math.abs(Math.log((size.width * size.height) / (asked.width * asked.height)));
  return sizes.reduce((best, size) => (distance(size) < distance(best) ? size : best), sizes[0] ?? asked);
}
