export * from './wavespeed.simulator.js';
