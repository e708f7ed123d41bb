import type { Light, TimeOfDay, Weather } from '../scene.js';
import { type Hex, mixed } from './colour.js';
import type { SeededRandom } from '../seeded-random.js';

/** The sky from the top down, and what it does to the colours below it. */
export interface Daylight {
  readonly time: TimeOfDay;
  /** Top, middle, above the horizon, at the horizon. */
  readonly sky: readonly [Hex, Hex, Hex, Hex];
  readonly clouds: Hex;
  /** Everything is mixed with `tint` by `share`. */
  readonly tint: Hex;
  readonly share: number;
}

type Variants = readonly [Daylight, ...Daylight[]];

const BY_TIME: Record<TimeOfDay, Variants> = {
  dawn: [
    light('dawn', ['#6f93d6', '#b9aee0', '#f3bfc4', '#ffe6bd'], '#ffe3e0', ['#f3b8c0', 0.12]),
    light('dawn', ['#5aa0cf', '#a9cfe4', '#f6d3b8', '#fff0c9'], '#fff1e6', ['#f6d3b8', 0.1]),
  ],
  day: [
    light('day', ['#3f97e0', '#7fc3f2', '#bfe4f8', '#eaf6f4'], '#ffffff', ['#ffffff', 0]),
    light('day', ['#3a86d6', '#74b6ee', '#b4dcf4', '#f4f0dc'], '#ffffff', ['#fff6dc', 0.04]),
    light('day', ['#52b4e2', '#93d6ee', '#c9ecee', '#fbf3e0'], '#ffffff', ['#ffffff', 0]),
  ],
  sunset: [
    light('sunset', ['#3b2f72', '#a8487e', '#f3785a', '#ffd37a'], '#f7a48a', ['#f0704a', 0.14]),
    light('sunset', ['#4a3a80', '#c2577a', '#fb9a5c', '#ffe08a'], '#ffc09a', ['#f58a4a', 0.13]),
    light('sunset', ['#5a4a9a', '#d87a90', '#fdae74', '#ffe9a6'], '#ffd0b4', ['#f89a5c', 0.11]),
  ],
  dusk: [
    light('dusk', ['#1d2256', '#4d3b80', '#a85a86', '#f2a07e'], '#7d5f96', ['#43306e', 0.24]),
    light('dusk', ['#1b2a5c', '#3f4f8e', '#8c78a8', '#e8b49c'], '#6f6f9e', ['#2f3a72', 0.22]),
  ],
  night: [
    light('night', ['#070a26', '#121a4a', '#24316e', '#3f4f92'], '#34407a', ['#141c52', 0.34]),
    light('night', ['#0a0a22', '#1a1a48', '#37306e', '#5a4788'], '#3c3870', ['#1c164e', 0.32]),
    light('night', ['#04121f', '#0a2a40', '#15485c', '#2f6c78'], '#2a5668', ['#0a2c44', 0.33]),
  ],
};

const GREY_SKY: Record<TimeOfDay, readonly [Hex, Hex, Hex, Hex]> = {
  dawn: ['#7f8ba4', '#a0a8bc', '#c2c2cc', '#dcd6d2'],
  day: ['#70839a', '#93a5b8', '#b4c2ce', '#d2dade'],
  sunset: ['#4c4662', '#77607a', '#a88088', '#cfa492'],
  dusk: ['#2a2c48', '#454a6a', '#6a6c88', '#948e9c'],
  night: ['#0c0f1e', '#191e33', '#272e46', '#3a4258'],
};

/** The time of day of the scene; the seed chooses among the skies of that time. */
export function daylightFor(time: TimeOfDay, weather: ReadonlySet<Weather>, random: SeededRandom): Daylight {
  const [first, ...others] = BY_TIME[time];
  const chosen = random.pick([first, ...others]);
  const grey =
    weather.has('rain') ||
    weather.has('storm') ||
    weather.has('snowfall') ||
    weather.has('fog') ||
    weather.has('clouds');
  if (!grey) {
    return chosen;
  }
  const amount = weather.has('storm') ? 0.92 : weather.has('clouds') ? 0.5 : 0.75;
  const target = GREY_SKY[time];
  const [a, b, c, d] = chosen.sky;
  const sky = [
    mixed(a, target[0], amount),
    mixed(b, target[1], amount),
    mixed(c, target[2], amount),
    mixed(d, target[3], amount),
  ] as const;
  return {
    ...chosen,
    sky,
    clouds: mixed(chosen.clouds, target[1], 0.55),
    tint: mixed(chosen.tint, target[2], 0.6),
    share: Math.max(chosen.share, 0.12),
  };
}

/** What candles or neon do indoors and out. */
export function lampLight(daylight: Daylight, lamp: Light | null): Daylight {
  if (lamp === 'candles') {
    return { ...daylight, tint: '#c4702a', share: 0.16 };
  }
  return lamp === 'neon' ? { ...daylight, tint: '#6a2a9a', share: 0.22 } : daylight;
}

/** A colour in the light of the scene; `distance` 0 is here, 1 fades into the haze above the horizon. */
export function lit(colour: Hex, daylight: Daylight, distance = 0): Hex {
  const shone = daylight.share === 0 ? colour : mixed(colour, daylight.tint, daylight.share);
  return distance === 0 ? shone : mixed(shone, daylight.sky[2], distance);
}

function light(
  time: TimeOfDay,
  sky: readonly [Hex, Hex, Hex, Hex],
  clouds: Hex,
  [tint, share]: readonly [Hex, number],
): Daylight {
  return { time, sky, clouds, tint, share };
}
