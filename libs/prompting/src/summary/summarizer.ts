import { CurrentSettings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { ServiceError } from '../service/service-error.js';
import type { ChatMessage } from '../llm/chat.js';
import { LlmClient } from '../llm/llm-client.js';
import type { LlmEndpoint } from '../llm/llm-endpoints.js';
import { extract } from './extract/extract.js';
import { namesIn, withNames } from './names.js';
import { plainText } from './plain-text.js';
import { SummarizerCooldown } from './summarizer-cooldown.js';
import { digestOf, SummaryMemory } from './summary-memory.js';
import { SummaryTemplate } from './summary-template.js';
import { SummaryEnv } from './summary.env.js';
import { reasonToLeave, wordsOfPrompt } from './worth-summarizing.js';
import { summaryIn } from './written-by-model.js';

/** A text that may be too long for a picture. */
export interface SummaryOrder {
  readonly text: string;
  /** Names and triggers that must survive as far as they stand in the text. */
  readonly keep: readonly string[];
  /** What a language model should know beside the text, such as who is in the picture. Never part of the summary. */
  readonly context?: string;
  /** No language model is asked: for what must cost nothing. */
  readonly offline?: boolean;
}

/** What became of a text. */
export interface Summary {
  readonly summary: string;
  /** `none`: the text as it came. `llm`: a language model's words. `extract`: the text's own words, picked offline. */
  readonly by: 'none' | 'llm' | 'extract';
  /** For people: why so. */
  readonly why: string;
}

/** A word takes a token and a half; models that think first need room for it. */
const TOKENS_FOR_WORD = 2;
const TOKENS_TO_SPARE = 512;

/** Makes prompts of prose. Works without any language model, and never fails. */
@Injectable()
export class Summarizer {
  private readonly memory = new SummaryMemory();
  private readonly cooldown = new SummarizerCooldown();

  constructor(
    private readonly settings: CurrentSettings,
    private readonly llm: LlmClient,
    private readonly template: SummaryTemplate,
  ) {}

  /** ENABLE_SUMMARIZATION. */
  get enabled(): boolean {
    return this.settings.section(SummaryEnv).ENABLE_SUMMARIZATION;
  }

  private get limit(): number {
    return this.settings.section(SummaryEnv).SUMMARY_MAX_LENGTH;
  }

  /** What the language model last failed with; null while it answers, and where none is set up. */
  get failing(): string | null {
    return this.cooldown.reason;
  }

  /** What decides how a text is shortened: data, the same for as long as the settings of it are. */
  get manner(): unknown {
    const model = this.llm.endpoint('summarize')?.model ?? null;
    return { enabled: this.enabled, limit: this.limit, model, template: this.template.text };
  }

  /** A text of SUMMARY_MAX_LENGTH words at most, beside names that had to be put back; or the text itself. */
  async summarize(order: SummaryOrder): Promise<Summary> {
    const why = this.reasonToLeave(order);
    if (why !== null) {
      return { summary: order.text, by: 'none', why };
    }
    const names = namesIn(order.text, order.keep);
    const written = await this.written({ ...order, keep: names });
    const summary = withNames(written.summary, names);
    this.memory.noteOwn(summary);
    return { ...written, summary };
  }

  private reasonToLeave({ text, keep }: SummaryOrder): string | null {
    if (!this.enabled) {
      return 'ENABLE_SUMMARIZATION is off';
    }
    return this.memory.isOwn(text) ? 'it is a summary already' : reasonToLeave(text, keep, this.limit);
  }

  private async written(order: SummaryOrder): Promise<Summary> {
    if (order.offline === true) {
      return this.extracted(order, 'no language model is asked for what must cost nothing');
    }
    const endpoint = this.llm.endpoint('summarize');
    if (endpoint === null) {
      return this.extracted(order, 'no language model is set up');
    }
    try {
      const summary = await this.asked(order, endpoint);
      return { summary, by: 'llm', why: `written by ${endpoint.model}` };
    } catch (error) {
      if (error instanceof ServiceError) {
        return this.extracted(order, error.message);
      }
      throw error;
    }
  }

  private extracted({ text, keep }: SummaryOrder, why: string): Summary {
    const summary = extract(passageIn(text), keep, wordsOfPrompt(this.limit));
    return { summary, by: 'extract', why };
  }

  private asked({ text, keep, context = '' }: SummaryOrder, { model }: LlmEndpoint): Promise<string> {
    const key = digestOf(model, this.template.text, String(this.limit), context, text, ...keep);
    return this.memory.recall(key, async () => {
      const passage = passageIn(text);
      const messages: ChatMessage[] = [
        { role: 'system', content: this.template.filled(keep, this.limit) },
        { role: 'user', content: context === '' ? passage : `${context}\n\n---\n\n${passage}` },
      ];
      const answer = await this.cooldown.around(() =>
        this.llm.complete('summarize', messages, {
          // The answer is everybody's who asks for it; only its deadline ends it.
          signal: new AbortController().signal,
          maxTokens: this.limit * TOKENS_FOR_WORD + TOKENS_TO_SPARE,
        }),
      );
      return summaryIn(answer, this.limit);
    });
  }
}

/** Where nothing is left of a text without its ornaments, they are the text. */
function passageIn(text: string): string {
  const plain = plainText(text);
  return plain === '' ? text : plain;
}
