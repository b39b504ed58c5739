// @ts-check
/** What was typed cannot be written as JSON at all; everything else is the host's to judge. */
export class Unreadable extends Error {}
