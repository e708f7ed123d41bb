import { circle, ellipse, rect, shape } from '../drawing.js';
import { type ThingArt, art } from './thing-art.js';

/** What hands hold and rooms contain. */
export const UTENSILS: Readonly<Record<string, () => ThingArt>> = {
  sword: () => art(sword(), { width: 8, grip: [16, 27] }),
  lightsaber: () => art(lightsaber(), { width: 6, grip: [16, 28] }),
  spear: () => art(spear(), { width: 6, grip: [16, 20] }),
  trident: () => art(trident(), { width: 9, grip: [16, 20] }),
  staff: () => art(staff(), { width: 8, grip: [16, 19] }),
  gun: () => art(gun(), { width: 26, grip: [20, 22] }),
  torch: () => art(torch(), { width: 10, grip: [16, 25] }),
  lantern: () => art(lantern(), { width: 16, grip: [16, 4] }),
  potion: () => art(potion(), { width: 16, grip: [16, 14] }),
  crystal: () => art(crystal(), { width: 18, grip: [16, 26] }),
  fan: () => art(fan(), { width: 28, grip: [16, 29] }),
  campfire: () => art(campfire(), { width: 28 }),
  chest: () => art(chest(), { width: 32, top: 12 }),
  barrel: () => art(barrel(), { width: 22, top: 6 }),
  table: () => art(table(), { width: 50, top: 8 }),
  bench: () => art(bench(), { width: 48, top: 17, seat: [16, 17] }),
  throne: () => art(throne(), { width: 24, top: 20, seat: [16, 20] }),
};

function sword(): string {
  return (
    shape('M14.600 22L14.600 0L16 -3L17.400 0L17.400 22Z', '#dfe5ee') +
    shape('M16 -3L17.400 0L17.400 22L16 22Z', '#b3bccb') +
    rect([11.5, 21.8, 9, 2.2], '#d9a93a', 'rx="1"') +
    rect([15, 24, 2, 5.5], '#6a3f2a') +
    circle(16, 30, 1.5, '#d9a93a')
  );
}

function lightsaber(): string {
  return (
    rect([14.2, -3, 3.6, 27], '#5af06a', 'rx="1.800" opacity=".45"') +
    rect([15.1, -2.5, 1.8, 26], '#e8ffe8', 'rx=".9"') +
    rect([14.6, 23.5, 2.8, 8], '#6a7080', 'rx=".8"') +
    rect([14.6, 25.5, 2.8, 1], '#2c2f3a')
  );
}

function spear(): string {
  return (
    rect([15.4, 2, 1.2, 29], '#7a5032') +
    shape('M16 -5L18.400 1L16.800 4L15.200 4L13.600 1Z', '#d5dbe6') +
    rect([14.8, 3.8, 2.4, 1.6], '#a8323f')
  );
}

function trident(): string {
  return (
    rect([15.4, 2, 1.2, 29], '#c9a03a') +
    shape('M12 -3L12.800 2Q16 6 19.200 2L20 -3L21 3Q16 9 11 3ZM15.300 5L16 -5L16.700 5Z', '#e8c65a')
  );
}

function staff(): string {
  return (
    shape('M15.300 31L15.600 4L16.600 4L16.900 31Z', '#7a5032') +
    shape('M13 4Q11.500 -2 16 -2Q20.500 -2 19 4Q17.500 1.500 16 2Q14.500 1.500 13 4Z', '#6a4228') +
    circle(16, 0.5, 4.6, '#7ae0ff') +
    circle(14.8, -0.6, 1.5, '#ffffff')
  );
}

function gun(): string {
  return (
    shape('M3 13L26 13L28 15L28 18L21 18.500L23 27L18 27L16.500 19L3 18Z', '#4a4d5c') +
    rect([3, 13, 20, 2], '#6f7384') +
    shape('M17 19L21 18.500L23 27L18 27Z', '#6a4630')
  );
}

function torch(): string {
  return (
    shape('M14.500 16L17.500 16L16.800 31L15.200 31Z', '#7a5032') +
    rect([13.6, 14, 4.8, 3.4], '#4a3426', 'rx="1"') +
    shape('M16 -3Q21.500 6 19.500 12Q18 15 16 15Q14 15 12.500 12Q10.500 6 16 -3Z', '#ff9a2e') +
    shape('M16 4Q19 9 17.800 12.500Q16 15 14.200 12.500Q13 9 16 4Z', '#ffe67a')
  );
}

function lantern(): string {
  return (
    circle(16, 17, 13, '#ffd76a').replace('/>', ' opacity=".3"/>') +
    shape('M12.500 7Q16 -1 19.500 7', 'none', 'stroke="#4a3c34" stroke-width="1.300"') +
    shape('M10.500 10L13 6.500L19 6.500L21.500 10Z', '#5a4636') +
    rect([11, 10, 10, 14], '#ffe9a0') +
    shape('M16 13Q18.500 17.500 16 21Q13.500 17.500 16 13Z', '#ff9a2e') +
    shape('M11 10L11 24M16 10L16 13M21 10L21 24', 'none', 'stroke="#5a4636" stroke-width="1.200"') +
    rect([9.8, 24, 12.4, 3], '#5a4636', 'rx="1"')
  );
}

function potion(): string {
  return (
    shape('M13.500 5L18.500 5L18.500 13Q25 17 25 24Q25 31 16 31Q7 31 7 24Q7 17 13.500 13Z', '#dfeef6') +
    shape('M8 21Q16 18.500 24 21Q25.500 30 16 30Q6.500 30 8 21Z', '#b05ae0') +
    circle(13, 25, 1.5, '#d9a0f5') +
    circle(18, 27, 1, '#d9a0f5') +
    circle(17.5, 23.5, 0.9, '#d9a0f5') +
    rect([12.8, 2, 6.4, 4], '#9a6a44', 'rx="1"')
  );
}

function crystal(): string {
  return (
    shape('M9 31L6.500 21L10 14L13 22L13 31Z', '#7ad0e8') +
    shape('M12 31L11 12L16 2L21 12L20 31Z', '#9ae4f4') +
    shape('M16 2L21 12L20 31L16 31Z', '#6cc0dc') +
    shape('M20 31L20 22L23 16L26 23L24 31Z', '#7ad0e8')
  );
}

function fan(): string {
  return (
    shape('M16 29L1 13Q16 -2 31 13Z', '#e86a8a') +
    shape(
      'M16 29L6 9M16 29L11.500 6.500M16 29L16 5.500M16 29L20.500 6.500M16 29L26 9',
      'none',
      'stroke="#a83a58" stroke-width=".7"',
    ) +
    circle(16, 28.5, 1.4, '#6a3f2a')
  );
}

function campfire(): string {
  return (
    circle(16, 20, 14, '#ffb84a').replace('/>', ' opacity=".28"/>') +
    shape('M16 2Q25 14 22 22Q20 28 16 28Q12 28 10 22Q7 14 16 2Z', '#ff7a2a') +
    shape('M16 10Q21 17 19 23Q16 28 13 23Q11 17 16 10Z', '#ffc23a') +
    shape('M16 17Q18.500 21 17.500 25Q16 27 14.500 25Q13.500 21 16 17Z', '#fff2b0') +
    shape('M4 30.500L25 25.500L26.500 28L6 31.500ZM28 30.500L7 25.500L5.500 28L26 31.500Z', '#7a4a2e')
  );
}

function chest(): string {
  return (
    rect([2, 16, 28, 15], '#8a5630', 'rx="1.500"') +
    shape('M2 16Q2 8 16 8Q30 8 30 16Z', '#a86a3c') +
    rect([2, 15, 28, 2.6], '#e3b23a') +
    rect([6, 9.5, 2.6, 21.5], '#e3b23a') +
    rect([23.4, 9.5, 2.6, 21.5], '#e3b23a') +
    rect([13.5, 14, 5, 6.5], '#f2cc5a', 'rx="1"') +
    circle(16, 17, 1.1, '#5a3a20')
  );
}

function barrel(): string {
  return (
    shape('M8.500 31Q4.500 18.500 8.500 6L23.500 6Q27.500 18.500 23.500 31Z', '#a5713f') +
    ellipse([16, 6, 7.5, 1.8], '#8a5b30') +
    shape(
      'M12.500 7.500Q10.500 18 12.500 31M19.500 7.500Q21.500 18 19.500 31',
      'none',
      'stroke="#7a5028" stroke-width=".9"',
    ) +
    shape(
      'M7 11.500Q16 13.500 25 11.500M7 25.500Q16 27.500 25 25.500',
      'none',
      'stroke="#4c4a55" stroke-width="2"',
    )
  );
}

function table(): string {
  return (
    rect([-6, 15, 4, 16], '#7a4f31') +
    rect([34, 15, 4, 16], '#7a4f31') +
    rect([-9, 8, 50, 4.5], '#b27f4f', 'rx="1"') +
    rect([-7, 12, 46, 3.6], '#8f6039')
  );
}

function bench(): string {
  return (
    rect([-6, 20, 3.5, 11], '#4c4a55') +
    rect([34.5, 20, 3.5, 11], '#4c4a55') +
    rect([-8, 17, 48, 3.6], '#a8743f', 'rx="1"') +
    rect([-8, 7, 48, 3], '#a8743f', 'rx="1"') +
    rect([-8, 11.5, 48, 3], '#94642f', 'rx="1"') +
    rect([-4.5, 7, 1.8, 11], '#4c4a55') +
    rect([34.7, 7, 1.8, 11], '#4c4a55')
  );
}

function throne(): string {
  return (
    shape('M6.500 31L6.500 3Q11 -2 16 -4Q21 -2 25.500 3L25.500 31Z', '#d9a93a') +
    rect([9, 3.5, 14, 17], '#a82a3a', 'rx="2"') +
    rect([5, 17.5, 4.6, 13.5], '#c2912c', 'rx="1"') +
    rect([22.4, 17.5, 4.6, 13.5], '#c2912c', 'rx="1"') +
    rect([8.5, 20, 15, 5], '#c23a4a', 'rx="1.500"') +
    rect([8.5, 25, 15, 6], '#b5852a') +
    circle(16, -3.5, 2, '#e5484d')
  );
}
