export type { ChatModel } from './chat-backend.js';
export { ChatModule } from './chat.module.js';
export { ChatService } from './chat.service.js';
export { chatRequestOf } from './request/chat-request.js';
export { eventOf } from './sse/event.js';
