import { darker, lighter } from '../../colour.js';
import { circle, line, num, rect, shape } from '../../drawing.js';
import { cloud } from '../../sky.js';
import { type Stage, standingIcon, tone } from '../../stage.js';

export function windowPane(stage: Stage, x: number): string {
  const [top, middle, , low] = stage.daylight.sky;
  const sky = stage.drawing.vertical([
    [0, top],
    [0.6, middle],
    [1, low],
  ]);
  const [w, h, y] = [190, 250, stage.horizon - 470];
  const frame = tone(stage, '#7a5238');
  const dark = stage.daylight.time === 'night' || stage.daylight.time === 'dusk';
  const out = dark
    ? circle(x + 42, y + 64, 24, '#fbf0c8') +
      [
        [-60, 50],
        [-20, 110],
        [60, 150],
        [-70, 170],
      ]
        .map(([dx = 0, dy = 0]) => circle(x + dx, y + dy, 2.6, '#ffffff'))
        .join('')
    : cloud(x - 20, y + 100, 0.42, { colour: stage.daylight.clouds, opacity: 0.9 });
  const drops =
    stage.weather.has('rain') || stage.weather.has('storm')
      ? Array.from({ length: 12 }, (_, index) =>
          line(
            `M${num(x - 84 + index * 15)} ${num(y + 30 + ((index * 67) % 180))}l-7 26`,
            '#dcecf6',
            3,
            'opacity=".7"',
          ),
        ).join('')
      : '';
  const snow =
    stage.weather.has('snow') || stage.weather.has('snowfall')
      ? Array.from({ length: 14 }, (_, index) =>
          circle(x - 84 + index * 13, y + 20 + ((index * 83) % 210), 4, '#ffffff'),
        ).join('')
      : '';
  return (
    rect([x - w / 2 - 14, y - 14, w + 28, h + 28], frame) +
    rect([x - w / 2, y, w, h], sky) +
    out +
    drops +
    snow +
    line(
      `M${num(x)} ${y}L${num(x)} ${y + h}M${num(x - w / 2)} ${y + h * 0.45}L${num(x + w / 2)} ${y + h * 0.45}`,
      frame,
      10,
    ) +
    rect([x - w / 2 - 24, y + h + 10, w + 48, 16], lighter(frame, 0.14))
  );
}

export function column(stage: Stage, x: number): string {
  const stone = tone(stage, '#d4cbbd');
  const y = stage.horizon + 10;
  return (
    rect(
      [x - 40, 0, 80, y],
      stage.drawing.horizontal([
        [0, lighter(stone, 0.2)],
        [0.5, stone],
        [1, darker(stone, 0.25)],
      ]),
    ) +
    rect([x - 56, y - 34, 112, 36], stone) +
    rect([x - 54, 30, 108, 30], lighter(stone, 0.1))
  );
}

export function banner(stage: Stage, x: number): string {
  const cloth = tone(stage, stage.random.fork('banner').pick(['#a82a3a', '#3a3f8f', '#2f7a5a'] as const));
  return (
    rect([x - 64, 90, 128, 10], tone(stage, '#c9a04a')) +
    shape(
      `M${num(x - 54)} 98L${num(x + 54)} 98L${num(x + 54)} 400L${num(x)} 352L${num(x - 54)} 400Z`,
      cloth,
    ) +
    shape(`M${num(x)} 170l16 34l38 5l-27 26l6 38l-33 -18l-33 18l6 -38l-27 -26l38 -5Z`, tone(stage, '#e3b84a'))
  );
}

export function stainedGlass(stage: Stage, x: number): string {
  const random = stage.random.fork(`glass ${Math.round(x)}`);
  const y = stage.horizon - 480;
  const panes = Array.from({ length: 15 }, (_, index) =>
    rect(
      [x - 60 + (index % 3) * 41, y + 86 + Math.floor(index / 3) * 60, 38, 57],
      random.pick(['#d8505a', '#3f8fd0', '#e8c24a', '#4fae7a', '#8a5ac0'] as const),
    ),
  ).join('');
  const arch = `M${num(x - 62)} ${y + 384}L${num(x - 62)} ${y + 80}Q${num(x - 50)} ${y + 10} ${num(x)} ${y - 20}Q${num(x + 50)} ${y + 10} ${num(x + 62)} ${y + 80}L${num(x + 62)} ${y + 384}Z`;
  const lead = tone(stage, '#5a5260');
  const rays = line(
    `M${num(x)} ${y + 84}L${num(x)} ${y - 20}M${num(x)} ${y + 84}L${num(x - 36)} ${y + 20}M${num(x)} ${y + 84}L${num(x + 36)} ${y + 20}`,
    lead,
    4,
  );
  return shape(arch, '#f0d27a', `stroke="${lead}" stroke-width="24"`) + shape(arch, '#f0d27a') + rays + panes;
}

export function blackboard(stage: Stage, x: number): string {
  const y = stage.horizon - 420;
  return (
    rect([x - 230, y, 460, 250], tone(stage, '#8a5f3c'), 'rx="6"') +
    rect([x - 214, y + 16, 428, 218], tone(stage, '#2f5a4a')) +
    line(
      `M${num(x - 180)} ${y + 70}q40 -30 80 0t80 0M${num(x - 180)} ${y + 130}l110 0M${num(x - 180)} ${y + 170}l70 0M${num(x + 70)} ${y + 180}l50 -90l50 90Z`,
      '#e8f0ea',
      5,
    ) +
    rect([x - 120, y + 244, 240, 12], tone(stage, '#a8764c'))
  );
}

export function pictureOnWall(stage: Stage, x: number): string {
  return standingIcon(stage, 'framed-picture', { x, y: stage.horizon - 260, height: 150 });
}

export function portholes(stage: Stage, x: number): string {
  return [-190, 190]
    .map(
      (dx) =>
        circle(x + dx, stage.horizon - 330, 108, tone(stage, '#8d99ad')) +
        circle(x + dx, stage.horizon - 330, 88, '#0a0d26') +
        [
          [-30, -30],
          [20, 10],
          [-50, 30],
          [40, -44],
          [0, 52],
        ]
          .map(([sx = 0, sy = 0]) => circle(x + dx + sx, stage.horizon - 330 + sy, 3, '#ffffff'))
          .join('') +
        (dx < 0 ? circle(x + dx + 30, stage.horizon - 310, 34, '#d9825a') : ''),
    )
    .join('');
}

export function curtains(stage: Stage): string {
  const cloth = tone(stage, '#a8243a');
  const side = (x: number, turn: 1 | -1): string =>
    shape(
      `M${num(x)} 0L${num(x + turn * 190)} 0Q${num(x + turn * 170)} 420 ${num(x + turn * 80)} 760L${num(x)} 780Z`,
      cloth,
    ) +
    [50, 100, 150]
      .map((dx) =>
        line(
          `M${num(x + turn * dx)} 0Q${num(x + turn * dx * 0.85)} 400 ${num(x + turn * dx * 0.5)} 760`,
          darker(cloth, 0.25),
          7,
        ),
      )
      .join('');
  return (
    side(0, 1) +
    side(stage.width, -1) +
    Array.from({ length: Math.ceil(stage.width / 120) }, (_, index) =>
      shape(`M${index * 120} 0l120 0l0 60q-60 70 -120 0Z`, index % 2 === 0 ? darker(cloth, 0.1) : cloth),
    ).join('')
  );
}

export function bars(stage: Stage, x: number): string {
  const iron = tone(stage, '#3a3a46');
  const y = stage.horizon;
  return (
    rect([x - 120, y - 360, 240, 364], '#14121c') +
    Array.from({ length: 7 }, (_, index) => rect([x - 112 + index * 36, y - 360, 12, 364], iron)).join('') +
    rect([x - 124, y - 368, 248, 18], iron) +
    rect([x - 120, y - 190, 240, 14], iron)
  );
}
