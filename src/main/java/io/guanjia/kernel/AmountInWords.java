package io.guanjia.kernel;

import java.util.regex.Pattern;

/**
 * 大写金额: an amount in the characters that receipts and cheques require (rules.md §5.5). One canonical form is written; where
 * the rules leave a 零 or a 整 open, {@link #matches} accepts it both ways.
 */
public final class AmountInWords {

    private static final String PREFIX = "人民币";
    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"", "拾", "佰", "仟"};
    private static final long LIMIT_YUAN = 10_000_000_000_000_000L;

    /**
     * The places where the rules leave a choice.
     *
     * @param afterGroup 零 after 万 or 亿 when the digit before it is 0 and the thousands after it are not (壹拾万柒仟)
     * @param beforeJiao 零 between 元 and 角 when the units of yuan are 0 (壹拾元零伍角整)
     * @param afterJiao 整 after an amount that ends with 角
     */
    private record Form(String afterGroup, String beforeJiao, String afterJiao) {
        static final Form CANONICAL = new Form("", "零", "整");
        static final Form EITHER = new Form("零?", "零?", "整?");
    }

    private AmountInWords() {}

    /** The canonical form without prefix: {@code 壹拾元零伍角整}, {@code 负捌拾捌元捌角整}. */
    public static String of(Money money) {
        return write(money, Form.CANONICAL);
    }

    /** The canonical form directly behind 人民币, without a gap. */
    public static String withPrefix(Money money) {
        return PREFIX + of(money);
    }

    /**
     * Whether these words say this amount, in any form that the rules allow: with or without 人民币, 元 or 圆, 整 or 正, blanks
     * between the characters ignored.
     */
    public static boolean matches(String words, Money money) {
        String plain = ChineseText.compact(words).replace('圆', '元').replace('正', '整');
        return Pattern.matches("(?:" + PREFIX + ")?" + write(money, Form.EITHER), plain);
    }

    private static String write(Money money, Form form) {
        Money size = money.abs();
        long yuan = size.fen() / 100;
        if (yuan >= LIMIT_YUAN) {
            throw new ArithmeticException("Amounts in words end below 10^16 yuan");
        }
        int jiao = (int) (size.fen() / 10 % 10);
        int fen = (int) (size.fen() % 10);
        return (money.isNegative() ? "负" : "") + yuan(yuan, form, jiao + fen == 0) + decimals(yuan, jiao, fen, form);
    }

    private static String yuan(long yuan, Form form, boolean nothingFollows) {
        if (yuan == 0) {
            return nothingFollows ? "零元整" : "";
        }
        return integer(yuan, form) + (nothingFollows ? "元整" : "元");
    }

    private static String decimals(long yuan, int jiao, int fen, Form form) {
        StringBuilder words = new StringBuilder();
        if (jiao != 0) {
            words.append(yuan != 0 && yuan % 10 == 0 ? form.beforeJiao() : "")
                    .append(digit(jiao))
                    .append('角')
                    .append(fen == 0 ? form.afterJiao() : "");
        } else if (fen != 0 && yuan != 0) {
            words.append('零');
        }
        return fen == 0
                ? words.toString()
                : words.append(digit(fen)).append('分').toString();
    }

    /** 亿 counts the groups above it as a number of its own, so 10^12 is 壹万亿 and 亿 is never lost. */
    private static String integer(long number, Form form) {
        if (number >= 100_000_000) {
            return join(number, 100_000_000, '亿', form);
        }
        return number >= 10_000 ? join(number, 10_000, '万', form) : group((int) number);
    }

    private static String join(long number, long unit, char name, Form form) {
        String upper = integer(number / unit, form) + name;
        long lower = number % unit;
        if (lower == 0) {
            return upper;
        }
        String gap = lower < unit / 10 ? "零" : number / unit % 10 == 0 ? form.afterGroup() : "";
        return upper + gap + integer(lower, form);
    }

    /** One group of four digits; zeros inside collapse into one 零, leading and trailing ones are left out. */
    private static String group(int number) {
        StringBuilder words = new StringBuilder();
        boolean gap = false;
        for (int place = 3, unit = 1000; place >= 0; place--, unit /= 10) {
            int digit = number / unit % 10;
            if (digit == 0) {
                gap = words.length() > 0;
                continue;
            }
            words.append(gap ? "零" : "").append(digit(digit)).append(PLACES[place]);
            gap = false;
        }
        return words.toString();
    }

    private static char digit(int digit) {
        return DIGITS.charAt(digit);
    }
}
