import { type Place, type Places, room } from '../place.js';
import {
  candleTable,
  chandelier,
  fireplace,
  pendantLamps,
  spotlights,
  wallTorch,
} from './fires-and-lamps.js';
import type { Furnishing } from './furnishing.js';
import {
  barrels,
  bed,
  bookshelf,
  bottleShelf,
  consoles,
  counter,
  desk,
  plant,
  potionShelf,
  sofa,
} from './furniture.js';
import {
  banner,
  bars,
  blackboard,
  column,
  curtains,
  pictureOnWall,
  portholes,
  stainedGlass,
  windowPane,
} from './on-walls.js';
import { type Shell, paintShell } from './room-shell.js';

type Inventory = readonly (readonly [share: number, piece: Furnishing])[];

const WOODEN: Shell = {
  wall: '#8a5f42',
  wallKind: 'planks',
  floor: '#7a4f34',
  floorKind: 'planks',
  beams: true,
};

const STONE: Shell = { wall: '#6f6a7c', wallKind: 'bricks', floor: '#5a5666', floorKind: 'stone' };

const HOME: Shell = { wall: '#d9c8b4', wallKind: 'panels', floor: '#a8764c', floorKind: 'planks' };

export const ROOMS: Places = {
  tavern: furnished(WOODEN, [
    [0.5, chandelier],
    [0.13, bottleShelf],
    [0.86, fireplace],
    [0.5, windowPane],
    [0.33, barrels],
    [0.69, candleTable],
  ]),
  throne: furnished(
    { wall: '#a89888', wallKind: 'bricks', floor: '#b8a894', floorKind: 'tiles', carpet: '#a82a3a' },
    [
      [0.3, stainedGlass],
      [0.7, stainedGlass],
      [0.16, column],
      [0.84, column],
      [0.03, banner],
      [0.97, banner],
      [0.5, banner],
    ],
  ),
  library: furnished({ ...WOODEN, wall: '#6f4c38', beams: false }, [
    [0.12, bookshelf],
    [0.88, bookshelf],
    [0.34, bookshelf],
    [0.66, bookshelf],
    [0.5, windowPane],
  ]),
  bedroom: furnished(HOME, [
    [0.24, windowPane],
    [0.76, bed],
    [0.52, pictureOnWall],
  ]),
  kitchen: furnished({ ...HOME, wall: '#e4d8c0', floor: '#c4b49c', floorKind: 'tiles' }, [
    [0.2, windowPane],
    [0.7, counter],
    [0.5, pendantLamps],
  ]),
  cafe: furnished({ wall: '#b98a6a', wallKind: 'planks', floor: '#8a6248', floorKind: 'planks' }, [
    [0.2, windowPane],
    [0.76, counter],
    [0.76, pictureOnWall],
    [0.5, pendantLamps],
    [0.04, plant],
  ]),
  classroom: furnished({ ...HOME, wall: '#e6e2cc' }, [
    [0.46, blackboard],
    [0.9, windowPane],
    [0.06, plant],
  ]),
  office: furnished({ ...HOME, wall: '#d4dae0', floor: '#8f98a4', floorKind: 'plain' }, [
    [0.24, windowPane],
    [0.74, desk],
    [0.5, pictureOnWall],
    [0.95, plant],
  ]),
  laboratory: furnished({ wall: '#9fb0ba', wallKind: 'panels', floor: '#8a97a2', floorKind: 'tiles' }, [
    [0.14, potionShelf],
    [0.86, potionShelf],
    [0.5, windowPane],
  ]),
  shop: furnished(WOODEN, [
    [0.12, potionShelf],
    [0.88, bookshelf],
    [0.36, windowPane],
    [0.64, counter],
  ]),
  dungeon: furnished(STONE, [
    [0.5, bars],
    [0.2, wallTorch],
    [0.8, wallTorch],
  ]),
  church: furnished({ ...STONE, wall: '#a8a0a4', floor: '#b0a8a4', floorKind: 'tiles', carpet: '#8a2a3a' }, [
    [0.24, stainedGlass],
    [0.5, stainedGlass],
    [0.76, stainedGlass],
    [0.08, column],
    [0.92, column],
  ]),
  spaceship: furnished({ wall: '#6a7890', wallKind: 'metal', floor: '#4c5668', floorKind: 'plain' }, [
    [0.5, portholes],
    [0.5, consoles],
  ]),
  room: furnished(HOME, [
    [0.28, windowPane],
    [0.55, pictureOnWall],
    [0.8, sofa],
    [0.04, plant],
  ]),
  stage: furnished({ wall: '#3a2440', wallKind: 'plain', floor: '#8a5a3c', floorKind: 'planks' }, [
    [0.5, spotlights],
    [0.5, curtains],
  ]),
};

function furnished(shell: Shell, inventory: Inventory): Place {
  return room(
    (stage) =>
      paintShell(stage, shell) +
      inventory.map(([share, piece]) => piece(stage, stage.width * spread(share, stage.width))).join(''),
  );
}

function spread(share: number, width: number): number {
  return width >= 900 ? share : 0.5 + (share - 0.5) * Math.min(1.25, 900 / width);
}
