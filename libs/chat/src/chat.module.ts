import { VendorHttpModule } from '@fusionbridge/http';
import { PromptingModule } from '@fusionbridge/prompting';
import { Module } from '@nestjs/common';
import { CHAT_BACKENDS } from './chat-backend.js';
import { ChatService } from './chat.service.js';
import { OpenAiCompatibleBackend } from './openai-compatible/openai-compatible.backend.js';
import { YouComBackend } from './you-com/you-com.backend.js';

/** The first configured backend handles requests that name none. To add one, create a folder and list it here. */
const BACKENDS = [OpenAiCompatibleBackend, YouComBackend];

/** Chat completions. */
@Module({
  imports: [VendorHttpModule, PromptingModule],
  providers: [
    ...BACKENDS,
    { provide: CHAT_BACKENDS, useFactory: (...backends) => backends, inject: BACKENDS },
    ChatService,
  ],
  exports: [ChatService],
})
export class ChatModule {}
