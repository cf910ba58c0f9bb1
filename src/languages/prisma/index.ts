/**
 * What is Prisma's schema language? Declarations of a database's records in a
 * file of their own, which the program reads through a generated client.
 */
import type { Language, Resolver, Tree } from '../language';
import { prismaEdits } from './edits';
import { lowerPrisma } from './lower';
import { asPrismaTree, parsePrisma } from './parse';

/** A schema imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

export const prismaLanguages: readonly Language[] = [
  {
    id: 'prisma',
    fileNames: ['*.prisma'],
    ecosystem: 'npm',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text: string): Tree => parsePrisma(text),
    lower: (tree) => lowerPrisma(asPrismaTree(tree)),
    edits: prismaEdits,
  },
];
