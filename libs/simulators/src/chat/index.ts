export * from './chat.simulator.js';
export { firstWords, messagesIn, spokenTo } from './completion.js';
