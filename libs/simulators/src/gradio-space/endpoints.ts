/** One parameter or result of a function of the Space, and the component that stands for it. */
export interface Slot {
  /** The name in Python; of a result only the label is told. */
  readonly name: string;
  readonly component:
    'Textbox' | 'Number' | 'Slider' | 'Checkbox' | 'Image' | 'Imageslider' | 'Gallery' | 'State';
  /** What it is where nothing is given; a slot without has to be filled. */
  readonly usual?: unknown;
  readonly min?: number;
  readonly max?: number;
}

/** A function that the Space offers. */
export interface Endpoint {
  readonly name: string;
  /** Its number, as clients call it. */
  readonly index: number;
  readonly inputs: readonly Slot[];
  readonly outputs: readonly Slot[];
}

const RESULTS: readonly Slot[] = [
  { name: 'result', component: 'Image' },
  { name: 'json', component: 'Textbox' },
];

const SEED: Slot = { name: 'seed', component: 'Number', usual: -1 };
const WIDTH: Slot = { name: 'width', component: 'Slider', usual: 1024, min: 64, max: 2048 };
const HEIGHT: Slot = { ...WIDTH, name: 'height' };
const STEPS: Slot = { name: 'steps', component: 'Slider', usual: 28, min: 1, max: 50 };

/**
 * `/run_lora` as the Flux LoRA Bridge called it (contracts/vendors-b.md 1.5), `/paint_over` for a Space that takes a
 * picture and keeps a hidden state between its inputs, `/restore` for one that shows its source beside its result in an
 * ImageSlider, `/sheet` for one that always fills a gallery. The first function of an app is often no picture at all.
 */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    name: 'greet',
    index: 0,
    inputs: [{ name: 'who', component: 'Textbox' }],
    outputs: [{ name: 'greeting', component: 'Textbox' }],
  },
  {
    name: 'run_lora',
    index: 1,
    inputs: [
      { name: 'prompt', component: 'Textbox' },
      { name: 'image_url', component: 'Textbox', usual: '' },
      { name: 'lora_strings_json', component: 'Textbox', usual: '[]' },
      { name: 'cfg_scale', component: 'Slider', usual: 3.5, min: 0, max: 20 },
      STEPS,
      { name: 'randomize_seed', component: 'Checkbox', usual: true },
      SEED,
      WIDTH,
      HEIGHT,
      { name: 'upload_to_r2', component: 'Checkbox', usual: false },
      { name: 'account_id', component: 'Textbox', usual: '' },
      { name: 'access_key', component: 'Textbox', usual: '' },
      { name: 'secret_key', component: 'Textbox', usual: '' },
      { name: 'bucket', component: 'Textbox', usual: '' },
    ],
    outputs: RESULTS,
  },
  {
    name: 'paint_over',
    index: 2,
    inputs: [
      { name: 'image', component: 'Image', usual: null },
      { name: 'prompt', component: 'Textbox' },
      { name: 'history', component: 'State' },
      { name: 'strength', component: 'Slider', usual: 0.75, min: 0, max: 1 },
      SEED,
      WIDTH,
      HEIGHT,
    ],
    outputs: RESULTS,
  },
  {
    name: 'restore',
    index: 3,
    inputs: [
      { name: 'image', component: 'Image' },
      { name: 'prompt', component: 'Textbox', usual: '' },
      SEED,
    ],
    outputs: [{ name: 'before and after', component: 'Imageslider' }],
  },
  {
    name: 'sheet',
    index: 4,
    inputs: [{ name: 'prompt', component: 'Textbox' }, SEED, WIDTH, HEIGHT],
    outputs: [{ name: 'pictures', component: 'Gallery' }],
  },
];

/** Pictures in one gallery, however many were asked for. */
export const IN_A_GALLERY = 3;

const TYPES: Readonly<Record<Slot['component'], { schema: string; python: string }>> = {
  Textbox: { schema: 'string', python: 'str' },
  Number: { schema: 'number', python: 'float' },
  Slider: { schema: 'number', python: 'float' },
  Checkbox: { schema: 'boolean', python: 'bool' },
  Image: { schema: 'object', python: 'dict' },
  Imageslider: { schema: 'array', python: 'tuple' },
  Gallery: { schema: 'array', python: 'list' },
  State: { schema: 'object', python: 'Any' },
};

/** What clients have to know about the app before they call it. */
export function configOf(app: {
  root: string;
  apiPrefix: string;
  protocol: string;
}): Record<string, unknown> {
  const components = ENDPOINTS.flatMap((endpoint) =>
    [...endpoint.inputs, ...endpoint.outputs].map((slot, place) => ({
      id: idOf(endpoint, place),
      type: slot.component.toLowerCase(),
      props: { label: slot.name, minimum: slot.min, maximum: slot.max },
    })),
  );
  const dependencies = ENDPOINTS.map((endpoint) => ({
    id: endpoint.index,
    targets: [[9, 'click']],
    inputs: endpoint.inputs.map((_, place) => idOf(endpoint, place)),
    outputs: endpoint.outputs.map((_, place) => idOf(endpoint, endpoint.inputs.length + place)),
    backend_fn: true,
    js: null,
    queue: true,
    api_name: endpoint.name,
    api_visibility: 'public',
    types: { generator: false, cancel: false },
    connection: 'sse',
    cancels: [],
  }));
  const all = {
    components: components.map(({ id }) => id),
    dependencies: ENDPOINTS.map(({ index }) => index),
  };
  return {
    version: '6.25.0',
    api_prefix: app.apiPrefix,
    protocol: app.protocol,
    mode: 'blocks',
    app_id: '77',
    enable_queue: true,
    show_error: true,
    connect_heartbeat: true,
    is_space: false,
    space_id: null,
    max_file_size: null,
    root: app.root,
    components,
    dependencies,
    layout: {},
    page: { '': { ...all, layout: {} } },
    pages: [['', 'Home', true]],
  };
}

function idOf({ index }: Endpoint, place: number): number {
  return index * 100 + place + 1;
}

/** What `/info` tells: every function with its parameters; what is hidden in the app is hidden here. */
export function infoOf(): Record<string, unknown> {
  const named = ENDPOINTS.map(({ name, inputs, outputs }) => [
    `/${name}`,
    {
      parameters: inputs.filter(({ component }) => component !== 'State').map(parameterOf),
      returns: outputs.map((slot) => ({ label: slot.name, ...typeOf(slot), component: slot.component })),
      api_visibility: 'public',
    },
  ]);
  return { named_endpoints: Object.fromEntries(named), unnamed_endpoints: {} };
}

function parameterOf(slot: Slot): Record<string, unknown> {
  return {
    label: slot.name,
    parameter_name: slot.name,
    parameter_has_default: slot.usual !== undefined,
    parameter_default: slot.usual ?? null,
    ...typeOf(slot),
    component: slot.component,
    example_input: null,
  };
}

function typeOf({ component }: Slot): Record<string, unknown> {
  const { schema, python } = TYPES[component];
  return { type: { type: schema }, python_type: { type: python, description: '' } };
}
