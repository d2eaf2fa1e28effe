import { measureCase, type MemoryCase } from './measure-case';

const memoryCase = JSON.parse(process.argv[2] ?? '') as MemoryCase;
process.stdout.write(JSON.stringify(await measureCase(memoryCase)));
