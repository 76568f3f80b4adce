"""The window: Qt Widgets that paint the view state, forward intents and decide nothing."""
