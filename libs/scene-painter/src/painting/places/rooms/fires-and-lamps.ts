import { darker, lighter } from '../../colour.js';
import { circle, line, num, rect, shape } from '../../drawing.js';
import { type Stage, standingIcon, tone } from '../../stage.js';

function glow(stage: Stage, x: number, y: number, r: number): string {
  return circle(
    x,
    y,
    r,
    stage.drawing.radial([
      [0, '#ffd27a', 0.7],
      [0.4, '#ffb04a', 0.25],
      [1, '#ff9a3a', 0],
    ]),
  );
}

function flame(x: number, y: number, size: number): string {
  return (
    shape(
      `M${num(x)} ${num(y - size)}Q${num(x + size * 0.55)} ${num(y - size * 0.3)} ${num(x)} ${num(y)}Q${num(x - size * 0.55)} ${num(y - size * 0.3)} ${num(x)} ${num(y - size)}Z`,
      '#ffb52e',
    ) +
    shape(
      `M${num(x)} ${num(y - size * 0.6)}Q${num(x + size * 0.28)} ${num(y - size * 0.2)} ${num(x)} ${num(y)}Q${num(x - size * 0.28)} ${num(y - size * 0.2)} ${num(x)} ${num(y - size * 0.6)}Z`,
      '#fff0a0',
    )
  );
}

function candle(stage: Stage, x: number, y: number, size: number): string {
  return (
    glow(stage, x, y - size * 1.3, size * 3) +
    rect([x - size * 0.2, y - size, size * 0.4, size], '#f4e6c8') +
    flame(x, y - size * 1.02, size * 0.6)
  );
}

export function fireplace(stage: Stage, x: number): string {
  const y = stage.horizon;
  const stone = tone(stage, '#8a8490');
  const bricks = Array.from({ length: 14 }, (_, index) =>
    rect(
      [x - 126 + (index % 2) * 206 + ((index >> 1) % 2) * 8, y - 246 + (index >> 1) * 34, 40, 26],
      darker(stone, 0.12),
      'rx="4"',
    ),
  ).join('');
  return (
    rect([x - 136, y - 260, 272, 264], stone) +
    bricks +
    rect([x - 160, y - 288, 320, 34], darker(stone, 0.2)) +
    shape(
      `M${num(x - 84)} ${y + 4}L${num(x - 84)} ${y - 130}Q${num(x)} ${y - 220} ${num(x + 84)} ${y - 130}L${num(x + 84)} ${y + 4}Z`,
      '#241620',
    ) +
    glow(stage, x, y - 60, 190) +
    rect([x - 60, y - 22, 120, 18], '#5a3826', 'rx="8"') +
    flame(x - 24, y - 16, 84) +
    flame(x + 26, y - 16, 70) +
    flame(x, y - 14, 112)
  );
}

export function chandelier(stage: Stage, x: number): string {
  const y = 170;
  const iron = tone(stage, '#3f3640');
  return (
    line(
      `M${num(x)} 0L${num(x)} ${y}M${num(x - 120)} ${y}Q${num(x)} ${y + 56} ${num(x + 120)} ${y}`,
      iron,
      8,
    ) +
    [-120, -60, 0, 60, 120]
      .map((dx) => candle(stage, x + dx, y + (Math.abs(dx) === 120 ? 0 : Math.abs(dx) === 60 ? 20 : 28), 32))
      .join('')
  );
}

export function wallTorch(stage: Stage, x: number): string {
  const y = stage.horizon - 290;
  return (
    glow(stage, x, y - 40, 200) +
    shape(
      `M${num(x - 13)} ${y}L${num(x + 13)} ${y}L${num(x + 6)} ${y + 90}L${num(x - 6)} ${y + 90}Z`,
      tone(stage, '#5a3a26'),
    ) +
    flame(x, y + 8, 90)
  );
}

export function candleTable(stage: Stage, x: number): string {
  const y = stage.horizon + 60;
  const wood = tone(stage, '#8a5a36');
  return (
    rect([x - 92, y - 104, 184, 18], lighter(wood, 0.12), 'rx="6"') +
    rect([x - 12, y - 88, 24, 92], wood) +
    rect([x - 54, y, 108, 12], wood, 'rx="5"') +
    standingIcon(stage, 'beer-mug', { x: x - 46, y: y - 102, height: 56 }) +
    candle(stage, x + 36, y - 104, 40)
  );
}

export function pendantLamps(stage: Stage, x: number): string {
  return [-150, 0, 150]
    .map(
      (dx) =>
        glow(stage, x + dx, 190, 120) +
        line(`M${num(x + dx)} 0L${num(x + dx)} 140`, tone(stage, '#3a3238'), 5) +
        shape(
          `M${num(x + dx - 42)} 182Q${num(x + dx - 30)} 130 ${num(x + dx)} 130Q${num(x + dx + 30)} 130 ${num(x + dx + 42)} 182Z`,
          tone(stage, '#c9603f'),
        ) +
        circle(x + dx, 184, 13, '#fff2c0'),
    )
    .join('');
}

export function spotlights(stage: Stage, x: number): string {
  const beam = stage.drawing.vertical([
    [0, '#fff3c4', 0.55],
    [1, '#fff3c4', 0],
  ]);
  const tinted = stage.drawing.vertical([
    [0, '#ff7ad0', 0.5],
    [1, '#ff7ad0', 0],
  ]);
  return (
    shape(`M${num(x - 20)} 0L${num(x + 20)} 0L${num(x + 230)} 960L${num(x - 230)} 960Z`, beam) +
    shape(`M${num(x - 420)} 0L${num(x - 390)} 0L${num(x + 120)} 940L${num(x - 220)} 960Z`, tinted) +
    shape(`M${num(x + 420)} 0L${num(x + 390)} 0L${num(x - 120)} 940L${num(x + 220)} 960Z`, tinted)
  );
}
