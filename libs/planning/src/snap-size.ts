import type { Size, SizeRule } from '@fusionbridge/core';

/** The size nearest to `asked` that the rule allows: same shape first, then the same area. */
export function snapSize(asked: Size, rule: SizeRule): Size {
  return rule.kind === 'list' ? nearestOf(rule.sizes, asked) : withinBounds(asked, rule);
}

type FreeRule = Extract<SizeRule, { kind: 'free' }>;

function withinBounds(asked: Size, rule: FreeRule): Size {
  const grow = Math.max(1, rule.min / Math.min(asked.width, asked.height));
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
  return trimmed(snapped, rule);
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

function nearestOf(sizes: readonly Size[], asked: Size): Size {
  const distance = (size: Size): number =>
    Math.abs(Math.log(size.width / size.height / (asked.width / asked.height))) * 10 +
    Math.abs(Math.log((size.width * size.height) / (asked.width * asked.height)));
  return sizes.reduce((best, size) => (distance(size) < distance(best) ? size : best), sizes[0] ?? asked);
}
