import { darkTheme } from '@adobe/react-spectrum/darkTheme';
import { defaultTheme } from '@adobe/react-spectrum/defaultTheme';
import type { ColorScheme, Theme as SpectrumTheme } from '@adobe/react-spectrum/Provider';
import type { Theme } from '../jobs';
import './themes.css';

/** Spectrum's greys, moved by themes.css to where Photoshop's own panels have them. */
export const THEMES: Readonly<
  Record<Theme, { readonly theme: SpectrumTheme; readonly colorScheme: ColorScheme }>
> = {
  lightest: { theme: lightWith('photoshop-lightest'), colorScheme: 'light' },
  light: { theme: lightWith('photoshop-light'), colorScheme: 'light' },
  dark: { theme: darkWith('photoshop-dark'), colorScheme: 'dark' },
  darkest: { theme: darkWith('photoshop-darkest'), colorScheme: 'dark' },
};

function lightWith(className: string): SpectrumTheme {
  const { light, ...others } = defaultTheme;
  return { ...others, light: { ...light, [className]: className } };
}

/** The dark theme's lighter half: its greys are Photoshop's, where the darker half is almost black. */
function darkWith(className: string): SpectrumTheme {
  const { light, ...others } = darkTheme;
  return { ...others, dark: { ...light, [className]: className } };
}
