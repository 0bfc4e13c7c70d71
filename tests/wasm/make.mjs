// node make.mjs ENGINE.wasm PLAN.yaml FILE.docx: makes the plan through
// WebAssembly, with nothing of a system imported.
import { readFileSync, writeFileSync } from "node:fs";

const [engine, plan, file] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(engine));
const imports = WebAssembly.Module.imports(module);
if (imports.length > 0) {
  throw new Error(`imports: ${imports.map(({ module, name }) => `${module}.${name}`).join(", ")}`);
}
const { memory, room, make, made } = new WebAssembly.Instance(module).exports;
const yaml = readFileSync(plan);
// Asked for before the memory is looked at, which they may make grow.
const at = room(yaml.length);
new Uint8Array(memory.buffer, at, yaml.length).set(yaml);
const length = make();
if (length === 0) {
  throw new Error("no document");
}
writeFileSync(file, new Uint8Array(memory.buffer, made(), length));
