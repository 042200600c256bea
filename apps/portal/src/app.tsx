import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { queryClient } from './api/query-client';
import { router } from './routes/router';
import { useCodeQuestion } from './session/fresh-code';
import { cssVariables, theme } from './theme/theme';

const FreshCodeDialog = lazy(async () => ({ default: (await import('./components/fresh-code-dialog')).FreshCodeDialog }));

/** The whole portal. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
        <FreshCode />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The dialog is fetched when the first call wants a fresh code: most people never meet it. */
function FreshCode() {
  const asked = useCodeQuestion() !== null;
  const [wanted, setWanted] = useState(false);
  if (asked && !wanted) setWanted(true);
  return wanted ? (
    <Suspense>
      <FreshCodeDialog />
    </Suspense>
  ) : null;
}
