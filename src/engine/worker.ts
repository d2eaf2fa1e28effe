import { expose } from 'comlink';
import { createEngine } from './create-engine';
import { createRemoteEngine } from './remote-engine';

/** The entry of the worker's own bundle: one engine, answering the page that has spawned it. */
expose(createRemoteEngine(createEngine()));
