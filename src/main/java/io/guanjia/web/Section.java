package io.guanjia.web;

/** The left menu, by work and not by table, in its order on the screen. */
public enum Section {
    WORKPLACE("home"),
    RESIDENTS("users"),
    BILLING("coin"),
    DUNNING("bell"),
    DESK("headset"),
    ESTATE("building"),
    UTILITIES("bolt"),
    PARKING("parking"),
    STAFF("briefcase"),
    INSIGHT("chart-bar"),
    SETTINGS("settings");

    private final String icon;

    Section(String icon) {
        this.icon = icon;
    }

    public String icon() {
        return icon;
    }

    public String labelKey() {
        return "web.section." + name();
    }
}
