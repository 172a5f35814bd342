import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{contracts,optimizer,server,ui,web,driver-app,fixtures,bench,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/dist/**', 'bench/e2e/**', 'bench/malice/**'],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'malice', include: ['bench/malice/**/*.test.ts'], fileParallelism: false, testTimeout: 60_000, hookTimeout: 170_000 } },
      { test: { name: 'e2e', include: ['bench/e2e/**/*.test.ts'], fileParallelism: false, testTimeout: 180_000, hookTimeout: 120_000 } },
    ],
  },
});
