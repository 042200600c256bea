import { Alert, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = ['#eef1fe', '#dde2fb', '#b9c2f4', '#93a0ee', '#7382e8', '#5b6de3', '#4b5ed9', '#3d4fc4', '#3446b0', '#2a3a99'];

/** Colours, type and shape of the whole portal. Contrast holds in light and dark: see test/browser. */
export const theme = createTheme({
  primaryColor: 'ink',
  colors: { ink },
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: 'Inter Variable, system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.625rem', lineHeight: '1.25' }, h2: { fontSize: '1.0625rem', lineHeight: '1.4' }, h3: { fontSize: '0.9375rem', lineHeight: '1.45' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Paper: { defaultProps: { withBorder: true, radius: 'lg' } },
    Tooltip: { defaultProps: { multiline: true, maw: 320, withArrow: true, events: { hover: true, focus: true, touch: true } } },
    // The header of a dialog is no banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } }, radius: 'lg', centered: true, closeButtonProps: { 'aria-label': 'Close' } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } }, closeButtonProps: { 'aria-label': 'Close' } } },
    Anchor: { defaultProps: { underline: 'hover' } },
    // The line at its side carries the hue; the text keeps the colour of the page, which passes on every surface.
    Alert: Alert.extend({ vars: (_theme, { color }) => ({ root: { '--alert-bg': 'var(--mantine-color-body)', '--alert-color': `var(--mantine-color-${color ?? 'gray'}-6)`, '--alert-bd': '1px solid var(--portal-line)' } }) }),
  },
});

/** Mantine's defaults fail the contrast of WCAG AA in dimmed text; these pass on every surface used here. */
export const cssVariables: CSSVariablesResolver = (given) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': given.colors.gray[7], '--mantine-color-body': '#ffffff', '--portal-canvas': '#f6f7fa', '--mantine-color-anchor': given.colors.ink?.[7] ?? '',
    '--portal-line': '#e5e8ee', '--mantine-color-placeholder': given.colors.gray[6], '--mantine-color-error': given.colors.red[8],
    '--portal-active': '#eceffd', '--portal-active-text': given.colors.ink?.[8] ?? '',
  },
  dark: {
    '--mantine-color-dimmed': given.colors.dark[1], '--mantine-color-body': '#171a21', '--portal-canvas': '#101217', '--mantine-color-anchor': given.colors.ink?.[2] ?? '',
    '--portal-line': '#2a2f3a', '--mantine-color-placeholder': given.colors.dark[2], '--mantine-color-error': given.colors.red[4],
    '--portal-active': '#252c4a', '--portal-active-text': given.colors.ink?.[1] ?? '',
  },
});
