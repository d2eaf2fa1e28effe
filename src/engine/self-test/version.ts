/**
 * Part of what a driver's verdict is kept under: raise it when the golden input or the tolerance changes, and every
 * computer is tried anew.
 */
export const SELF_TEST_VERSION = 1;
