import { ProviderError, type VendorOperation } from '@fusionbridge/core';
import { Settings, SettingsError } from '@fusionbridge/settings';
import { ComfyuiEnv } from '../comfyui.env.js';
import type { Template } from './template.js';
import { readWorkflows, type Workflow } from './workflow-library.js';

/** What a chain means that names no workflow. */
const USUAL_WORKFLOW = 'sdxl';

/** A vendor model: a workflow, and the checkpoint it is to load instead of its own. */
interface Choice {
  readonly name: string;
  readonly workflow: Workflow;
  readonly checkpoint: string | null;
}

/** The workflows the operator has, by the vendor models of the chains: `sdxl` or `sdxl:some.safetensors`. */
export class ConfiguredWorkflows {
  private readonly workflows: ReadonlyMap<string, Workflow>;

  /** @throws SettingsError for a mistake in a template, and for a chain that names a workflow that is not there */
  constructor(
    settings: Settings,
    private readonly provider: string,
  ) {
    const { COMFYUI_URL: url, COMFYUI_WORKFLOWS: folder } = settings.section(ComfyuiEnv);
    this.workflows =
      url === undefined ? new Map() : readWorkflows(folder ?? settings.configFile('workflows'));
    if (url !== undefined) {
      this.checkChains(settings);
    }
  }

  /** An unknown one can do nothing. */
  find(vendorModel: string): Choice {
    const [name = '', ...rest] = vendorModel.split(':');
    const asked = name === '' ? USUAL_WORKFLOW : name;
    return {
      name: asked,
      workflow: this.workflows.get(asked) ?? {},
      checkpoint: rest.length === 0 ? null : rest.join(':'),
    };
  }

  /** @throws ProviderError `not_sent` where there is none; planning offers no such operation */
  templateFor(
    vendorModel: string,
    operation: VendorOperation,
  ): { readonly template: Template; readonly checkpoint: string | null } {
    const { name, workflow, checkpoint } = this.find(vendorModel);
    const template = workflow[operation];
    if (template === undefined) {
      throw new ProviderError({
        provider: this.provider,
        kind: 'configuration',
        outcome: 'not_sent',
        setting: 'COMFYUI_WORKFLOWS',
        message: `${this.provider} has no workflow ${name} for ${operation}: add workflows/${name}.${operation}.json`,
      });
    }
    return { template, checkpoint };
  }

  private checkChains(settings: Settings): void {
    const links = settings.models.all.flatMap(({ id, chain }) =>
      chain.filter(({ provider }) => provider === this.provider).map((link) => ({ id, ...link })),
    );
    const lost = links.filter(({ vendorModel }) => !this.workflows.has(this.find(vendorModel).name));
    if (lost.length > 0) {
      throw new SettingsError(
        lost.map(({ id, vendorModel }) => ({
          file: 'config/models.json',
          key: `the chain of ${id}`,
          found: `${this.provider} with the model ${JSON.stringify(vendorModel)}`,
          allowed: `a workflow of the folder: ${[...this.workflows.keys()].join(', ')}`,
        })),
      );
    }
  }
}
