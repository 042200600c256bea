import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from './api/query-client';
import { FreshCodeDialog } from './components/fresh-code-dialog';
import { router } from './routes/router';
import { cssVariables, theme } from './theme/theme';

/** The whole portal. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
        <FreshCodeDialog />
      </QueryClientProvider>
    </MantineProvider>
  );
}
