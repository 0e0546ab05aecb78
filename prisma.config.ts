import { defineConfig } from 'prisma/config';
import { migrationAdapter } from './prisma/adapter';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  experimental: { adapter: true },
  engine: 'js',
  adapter: migrationAdapter,
});
