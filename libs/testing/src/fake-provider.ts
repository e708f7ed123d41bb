import {
  type AttemptContext,
  type ImageProvider,
  type ProviderCapabilities,
  type ProviderImages,
  type Submission,
  UNBOUNDED,
  type VendorCall,
  type VendorRequest,
} from '@fusionbridge/core';

/** Can do everything, for money, and cannot be looked up: the careful case. */
export const PAID_ALL_ROUNDER: ProviderCapabilities = {
  operations: ['text', 'image', 'inpaint', 'fill', 'reference'],
  mask: 'exact',
  prompt: true,
  loras: { max: 4, sources: ['url', 'file'], weight: UNBOUNDED },
  sizes: { kind: 'free', min: 64, max: 2048, multipleOf: 16 },
  defaultSize: { width: 1024, height: 1024 },
  formats: ['png', 'jpeg', 'webp'],
  maxCount: 4,
  seed: 32,
  negativePrompt: true,
  steps: UNBOUNDED,
  guidance: UNBOUNDED,
  strength: UNBOUNDED,
  inputPictures: Number.POSITIVE_INFINITY,
  qualities: [],
  sampler: true,
  progress: false,
  cancel: 'charged',
  lookup: false,
  cost: 'list',
  flagsContent: false,
};

type Submit = (request: VendorRequest, context: AttemptContext) => Promise<Submission>;

/** A provider whose behaviour a test writes down; it counts what it was asked. */
export class FakeProvider implements ImageProvider {
  readonly asked: VendorRequest[] = [];
  follows = 0;
  isConfigured: true | string = true;

  constructor(
    readonly id: string,
    private readonly onSubmit: Submit,
    private readonly differs: Partial<ProviderCapabilities> = {},
    private readonly onFollow?: (taskId: string, context: AttemptContext) => Promise<ProviderImages>,
  ) {}

  capabilities(): ProviderCapabilities {
    return { ...PAID_ALL_ROUNDER, ...this.differs };
  }

  configured(): true | string {
    return this.isConfigured;
  }

  async probe(): Promise<{ reachable: boolean; message: string }> {
    return { reachable: true, message: 'a fake' };
  }

  translate(request: VendorRequest): VendorCall {
    return {
      wire: { prompt: request.prompt },
      submit: async (context) => {
        this.asked.push(request);
        return this.onSubmit(request, context);
      },
    };
  }

  async follow(taskId: string, context: AttemptContext): Promise<ProviderImages> {
    this.follows += 1;
    if (this.onFollow === undefined) {
      throw new Error(`${this.id} was asked to follow ${taskId}`);
    }
    return this.onFollow(taskId, context);
  }
}

/** The part of the registry that planning and routing use. */
export function registryOf(...providers: ImageProvider[]): {
  all(): ImageProvider[];
  find(id: string): ImageProvider | null;
  configured(): ImageProvider[];
  snapshot(): { find(id: string): ImageProvider | null };
  onReplaced(): void;
} {
  const find = (id: string): ImageProvider | null => providers.find((one) => one.id === id) ?? null;
  return {
    all: () => providers,
    find,
    snapshot: () => ({ find }),
    onReplaced: () => undefined,
    configured: () => providers.filter((one) => one.configured() === true),
  };
}
