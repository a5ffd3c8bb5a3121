/** Draws docs/schema.svg from the database as the migrations make it: node scripts/draw-schema.ts */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/lib/server/project-root.ts';
import { pictureColumns } from './schema/areas.ts';
import { drawTables } from './schema/draw.ts';
import { readTables } from './schema/read-tables.ts';

const file = join(projectRoot, 'docs', 'schema.svg');
writeFileSync(file, drawTables(await readTables(), pictureColumns));
console.log(`Drew ${file}`);
