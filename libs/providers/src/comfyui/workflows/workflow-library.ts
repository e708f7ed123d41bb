import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENDOR_OPERATIONS, type VendorOperation } from '@fusionbridge/core';
import { decodeTextFile, NotText, SettingsError, type SettingsMistake } from '@fusionbridge/settings';
import { checkedTemplate } from './check-template.js';
import type { Template } from './template.js';

/** A template for each operation that the workflow can do. */
export type Workflow = Readonly<Partial<Record<VendorOperation, Template>>>;

const FILE_NAME = /^([\w-]+)\.([a-z]+)\.json$/;

/**
 * The workflows of a folder by their names, from files called `<workflow>.<operation>.json`.
 * @throws SettingsError with every mistake of every file
 */
export function readWorkflows(folder: string): ReadonlyMap<string, Workflow> {
  const workflows = new Map<string, Workflow>();
  const mistakes: SettingsMistake[] = [];
  for (const file of filesIn(folder)) {
    const shown = `workflows/${file}`;
    const [, name = '', operation] = FILE_NAME.exec(file) ?? [];
    const known = VENDOR_OPERATIONS.find((one) => one === operation);
    if (known === undefined) {
      const allowed = `<workflow>.<operation>.json, the operation one of ${VENDOR_OPERATIONS.join(', ')}`;
      mistakes.push({ file: shown, key: '(name of the file)', found: file, allowed });
      continue;
    }
    const template = readTemplate(join(folder, file), known);
    if (Array.isArray(template)) {
      mistakes.push(...template.map((one) => ({ file: shown, ...one })));
    } else {
      workflows.set(name, { ...workflows.get(name), [known]: template });
    }
  }
  if (mistakes.length > 0) {
    throw new SettingsError(mistakes);
  }
  return workflows;
}

function filesIn(folder: string): string[] {
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    files = [];
  }
  if (files.length === 0) {
    const allowed = 'a folder with workflow templates, as docs/comfyui.md describes them';
    throw new SettingsError([
      { file: 'environment or .env', key: 'COMFYUI_WORKFLOWS', found: 'no templates there', allowed },
    ]);
  }
  return files.toSorted();
}

function readTemplate(path: string, operation: VendorOperation): ReturnType<typeof checkedTemplate> {
  let content: unknown;
  try {
    content = JSON.parse(decodeTextFile(readFileSync(path)));
  } catch (cause) {
    const isContent = cause instanceof SyntaxError || cause instanceof NotText;
    const found = isContent ? `no valid JSON (${cause.message})` : 'no readable file';
    return [{ key: '(whole file)', found, allowed: 'a JSON object' }];
  }
  return checkedTemplate(content, operation);
}
