//! A model of the Vietnamese syllable: onset, rhyme, tone. No dictionary.

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose as compose_marks;

use super::word_set::WordSet;
use super::words::table;

/// Where the tone of oa, oe, uy stands when no consonant follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToneStyle {
    /// On the first vowel: hòa, thúy.
    Old,
    /// On the second vowel: hoà, thuý.
    New,
}

/// What the model says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A syllable.
    Possible,
    /// A syllable whose tone may stand in two places.
    Styled(ToneStyle),
    /// No syllable.
    Impossible,
}

/// The file `am_tiet.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Model {
    #[serde(rename = "nguon")]
    _nguon: String,
    /// Onsets, the longest first.
    phu_am_dau: Vec<String>,
    van: WordSet,
    ngoai_le: WordSet,
    phu_am_nuoc_ngoai: Vec<String>,
}

table!(
    static MODEL: Model = "am_tiet.yaml", |table: Model| {
        let mut model = table;
        model.phu_am_dau.sort_by_key(|onset| std::cmp::Reverse(onset.len()));
        model
    }
);

/// Whether consonants open words of other languages only.
pub(super) fn is_foreign_onset(onset: &str) -> bool {
    MODEL.phu_am_nuoc_ngoai.iter().any(|foreign| onset.starts_with(foreign))
}

/// A syllable taken apart: letters without tone, the tone and its letter.
struct Letters {
    plain: Vec<char>,
    tone: Option<(usize, char)>,
}

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Takes a word in lower case apart; none when it has two tones.
fn letters(word: &str) -> Option<Letters> {
    let mut plain: Vec<char> = Vec::new();
    let mut tone = None;
    for c in word.chars() {
        if c.is_ascii() {
            plain.push(c);
            continue;
        }
        let mut base = c;
        let mut shape = None;
        for part in c.nfd() {
            match part {
                '\u{302}' | '\u{306}' | '\u{31B}' => shape = Some(part),
                _ if TONES.contains(&part) => {
                    if tone.is_some() {
                        return None;
                    }
                    tone = Some((plain.len(), part));
                }
                _ => base = part,
            }
        }
        plain.push(shape.map_or(Some(base), |mark| compose_marks(base, mark))?);
    }
    Some(Letters { plain, tone })
}

/// Judges a word in lower case.
pub(super) fn judge(word: &str) -> Verdict {
    if MODEL.ngoai_le.contains(word) {
        return Verdict::Possible;
    }
    match letters(word).and_then(|letters| judge_letters(&letters)) {
        Some(verdict) => verdict,
        None => Verdict::Impossible,
    }
}

fn judge_letters(letters: &Letters) -> Option<Verdict> {
    let text: String = letters.plain.iter().collect();
    MODEL.phu_am_dau.iter().map(String::as_str).chain([""]).find_map(|onset| {
        let rhyme = text.strip_prefix(onset)?;
        let start = onset.chars().count();
        // "gi" before a consonant or alone: gì, gìn, giếng.
        let (rhyme, start) = if onset == "g" && rhyme.starts_with('i') || !rhyme.is_empty() {
            (rhyme, start)
        } else {
            return None;
        };
        (MODEL.van.contains(rhyme) && fits(onset, rhyme)).then_some(())?;
        tone_fits(rhyme, letters.tone.map(|(at, tone)| (at.wrapping_sub(start), tone)))
    })
}

/// The spelling rules of c/k/q, g/gh, ng/ngh.
fn fits(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        // gì, gìn, giếc; but "gia" is gi and a.
        "g" => !front || (rhyme.starts_with('i') && !matches!(rhyme, "ia" | "iu")),
        "gi" => !rhyme.starts_with(['i', 'y']),
        "qu" => !rhyme.starts_with(['u', 'ư', 'o']),
        // y before other letters opens a syllable: yên, but "miên".
        "" => !matches!(rhyme, "ych" | "ynh" | "yt"),
        _ => rhyme == "y" || !rhyme.starts_with('y'),
    }
}

/// Whether the tone stands on a letter of the rhyme that may bear it, and is
/// one that the final consonant allows.
fn tone_fits(rhyme: &str, tone: Option<(usize, char)>) -> Option<Verdict> {
    let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    let Some((at, tone)) = tone else {
        return (!stopped).then_some(Verdict::Possible);
    };
    if stopped && !matches!(tone, '\u{301}' | '\u{323}') {
        return None;
    }
    let letters: Vec<char> = rhyme.chars().collect();
    let vowels = letters.iter().take_while(|c| is_vowel(**c)).count();
    let shaped = letters[..vowels].iter().rposition(|c| matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'));
    let open = vowels == letters.len();
    let places: &[usize] = match (shaped, vowels, open) {
        (Some(place), ..) => return (at == place).then_some(Verdict::Possible),
        (None, 1, _) => &[0],
        (None, 2, false) | (None, 3, _) => &[1],
        (None, 2, true) if matches!(rhyme, "oa" | "oe" | "uy") => {
            return match at {
                0 => Some(Verdict::Styled(ToneStyle::Old)),
                1 => Some(Verdict::Styled(ToneStyle::New)),
                _ => None,
            };
        }
        (None, 2, true) => &[0],
        _ => &[],
    };
    places.contains(&at).then_some(Verdict::Possible)
}

/// A vowel without tone.
pub(super) fn is_vowel(c: char) -> bool {
    "aăâeêioôơuưy".contains(c)
}

/// A syllable with its tone in the other of the two places; none when it has
/// but one.
pub(super) fn restyle(word: &str) -> Option<String> {
    let letters = letters(word)?;
    let Verdict::Styled(style) = judge_letters(&letters)? else { return None };
    let (at, tone) = letters.tone?;
    let place = if style == ToneStyle::Old { at + 1 } else { at - 1 };
    Some(compose(&letters.plain, Some((place, tone))))
}

fn compose(plain: &[char], tone: Option<(usize, char)>) -> String {
    let mut text = String::new();
    for (at, c) in plain.iter().enumerate() {
        text.push(*c);
        text.extend(tone.filter(|(place, _)| *place == at).map(|(_, tone)| tone));
    }
    text.nfc().collect()
}

/// A word without its marks: "đường" is "duong".
pub(super) fn without_marks(word: &str) -> String {
    word.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// Whether a letter bears a tone.
pub(super) fn has_tone(c: char) -> bool {
    !c.is_ascii() && c.nfd().any(|part| TONES.contains(&part))
}

/// Whether a tone stands where there is no letter for it: a second one, or on
/// a consonant.
pub(super) fn has_stray_mark(word: &str) -> bool {
    word.chars().any(|c| TONES.contains(&c))
}

/// Whether two words have the same letters and the same tone, but in another
/// place, or one horn of "ươ" more.
pub(super) fn is_moved(wrong: &str, right: &str) -> bool {
    let take = |word: &str| {
        let Letters { plain, tone } = letters(word)?;
        let text: String = plain.iter().collect();
        let text = text.replace("ưo", "ươ").replace("uơ", "ươ");
        Some((text, tone.map(|(_, tone)| tone)))
    };
    wrong != right && take(wrong).is_some() && take(wrong) == take(right)
}

/// A syllable without tone given one: "truong" and U+0300 is none, "trương" is
/// "trường". None when no place of the tone makes a syllable.
pub(super) fn with_tone(plain: &[char], tone: Option<char>) -> Option<String> {
    let is_possible = |word: &String| judge(word) != Verdict::Impossible;
    let Some(tone) = tone else { return Some(compose(plain, None)).filter(is_possible) };
    (0..plain.len())
        .filter(|&at| is_vowel(plain[at]))
        .map(|at| compose(plain, Some((at, tone))))
        .find(is_possible)
}

/// Whether a letter is one that Vietnamese has and ASCII has not.
pub(super) fn is_vietnamese_letter(c: char) -> bool {
    c == 'đ'
        || c == 'Đ'
        || (!c.is_ascii()
            && c.nfd().any(|part| TONES.contains(&part) || matches!(part, '\u{302}' | '\u{306}' | '\u{31B}')))
}

/// The possible syllables nearest to an impossible one, the likeliest first.
pub(super) fn nearest(word: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut offer = |candidate: String| {
        if candidate != word && !found.contains(&candidate) && judge(&candidate) != Verdict::Impossible {
            found.push(candidate);
        }
    };
    if let Some(letters) = letters(word) {
        if let Some((_, tone)) = letters.tone {
            // The tone on another vowel.
            for at in (0..letters.plain.len()).filter(|&at| is_vowel(letters.plain[at])) {
                offer(compose(&letters.plain, Some((at, tone))));
            }
        }
        // One horn of two: "trưòng", "truờng".
        for horn in ["ươ", "uơ", "ưo"] {
            let plain: String = letters.plain.iter().collect();
            if let Some(at) = plain.find(horn) {
                let at = plain[..at].chars().count();
                let mut horned = letters.plain.clone();
                (horned[at], horned[at + 1]) = ('ư', 'ơ');
                offer(compose(&horned, letters.tone));
                offer(compose(&horned, letters.tone.map(|(_, tone)| (at + 1, tone))));
            }
        }
        for (wrong, right) in [("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("k", "c"), ("c", "k")]
        {
            if let Some(rest) = word.strip_prefix(wrong) {
                offer(format!("{right}{rest}"));
            }
        }
        // A missing tone, or one that the final consonant does not allow.
        for tone in ['\u{301}', '\u{323}'] {
            for at in (0..letters.plain.len()).filter(|&at| is_vowel(letters.plain[at])) {
                offer(compose(&letters.plain, Some((at, tone))));
            }
        }
    }
    let chars: Vec<char> = word.chars().collect();
    let without =
        |skip: usize| chars.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, c)| c).collect();
    for at in 1..chars.len() {
        if chars[at] == chars[at - 1] {
            offer(without(at));
        }
    }
    for at in 1..chars.len() {
        let mut swapped = chars.clone();
        swapped.swap(at - 1, at);
        offer(swapped.into_iter().collect());
    }
    for at in 0..chars.len() {
        offer(without(at));
    }
    found.truncate(3);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_syllables_of_the_decree() {
        let text = "nghị định số này quy định về công tác văn thư và quản lý nhà nước giữ gìn giếng quốc gia \
            khuyên khuya thuở quyển quýt huỳnh xoong loong ngoằn ngoèo khoắng yết yếu uyển thoại hoặc giết gì \
            quyết được ước lượng rượu khuỷu tuýp quơ quả giáo giấy uỷ ủy hoà hòa nghiêng nguyễn thường người \
            ý kiến ở ứng ảnh ấn oanh uống ưu iêu y tế kỹ quý quỹ luỹ loá soát xoá";
        for word in text.split_whitespace() {
            let possible = judge(word) != Verdict::Impossible;
            assert!(possible || word == "iêu", "{word}");
        }
    }

    /// Every rhyme, every onset and every tone place of real words.
    #[test]
    fn knows_every_rhyme_onset_and_tone() {
        let text = "biên boóng bão bòm bô bôm bơm bắp bẹ bủng chiêm chiếp choãi choạp chuyên chuôm chuỳ chã chích \
            chím chín chưn chương chặm chẻn chễnh chộp chụm câm câu cương cưỡng cả cấc cầm cốm cội cửi diết \
            duyệt duềnh dâng dây dãi dênh dót dược dằng dể dốt ghiếc ghèn ghê ghẽ ghểnh ghệt giáp giêng giơ \
            giảm giầu giằng giếc giềng giọng giữa giựt guốc guồi gìm gìn gích gíp gút găn gươm gỉ gỗ gợi \
            gừng hoác hoăm hoăng hoạ hoạnh huân huê huênh huếch huỵch hà hên hôn hũ hư hưng hươu hướng hẩm \
            hết hớt hừm hực hựu khoào khoắm khuyển khuâng khuơ khuấy khuỷu khà khánh khân không khĩnh khụ \
            kiểu kèn két kê kẹ kẽo loàn loét loạt luấn luỗng lăng lườm lẩm lắp lẹt lều lờm moóc muốt màu \
            mèng móp mõm mú múp mương mượn mạch mẹp mọn mỏng mồm mủi nghiêm nghiệm nghét nghẽn nghều nghỉn \
            ngoàm ngoèo ngoắt ngoặc nguỵ ngàng ngúng ngưa ngươi ngạn ngấp ngẫm ngửng nhiêu nhoáy nhoè nhuế \
            nhào nhì nhôi nhúc nhẽ nhợt nhử niệu nèo níp nô nút nảy nẫu nậy nệm oạch oằn phôi phẩm phễn phốp \
            phồn phựt páp pơ quyến quyệt quày quáng quê quạt quặt quỵt quỷ quỷnh quỹ ruộm rã rêu rít rún rơ \
            rơi rượu rật rắc rểnh rốc rồi rờm suýt sãi súng sơn sưu sậm sổng sờ sừn thiêng thoăn thoắng \
            thuỗn thuở thãi thùa thơn thẳm thẹn thếch thếp tiền truông truất trào trăm trũi trẹo trỏng tuôn \
            tài têm tùng túc tương tưởi tượp tầng tễnh tự uỳnh việc vâm vó võng vươn vỏn vồn vội vớt xiềng \
            xoèn xuây xuôi xác xã xôn xạp xỉa yên yêng yêu yếu yểm yểng éc ém đa đai đam đan đang đanh đao \
            đau đay đe đem đen đeo đi đin đinh đo đoan đoi đom đon đong đoãng đu đua đui đum đun đung đài \
            đăng đĩnh đắn đẳng địu đọc đọi đờn đợp ướt ẩn ễnh ện quýnh quýt quỳnh quỵt quých quyện quyết \
            tuyết khuya thuở huơ giặt giạt giũ giỗ giày giầy giẫy giễu giếng gìn gí gỉ gịt ghì nghỉ \
            nghĩ nghịch nghiêng nghiệt xoèn xoẹt toẹt khoét khoáy loay ngoáy xoáy oái oăm oẳn uể uẩn uất uốn \
            uý úy ỷ ỷ ý yểu yếm yến ớn ợ ở ừ ức ứng ưỡn ương ướp ướm ướt hưu hươu khướu rượu bướu tửu cừu \
            lưu hữu bưu boóng coóc goòng choòng moóc xoóc đoòng kính kỳ kỷ kỹ kế kiện kẻ kẽ kịp kiềng \
            kễnh quắt quằn quặng quất quấn quần quậy quầy quẻ quét quẹt quế quên quệt quết quít quịt quờ quở \
            quýnh phở phễu phụng phượng phước pin píp pốp tuýt huýt suỵt xuýt buýt tuýp khuỳnh luýnh quỳnh \
            đuếnh nguếch nguệch huếch toác toạc khoác xoạc hoạch kế hoạch khoảnh ngoảnh ngoạch choé loé nhoè \
            hoẻn ngoẻn toé xoè thuế tuế huệ duệ nhuệ truy luỹ tuỷ nguỵ suý thúy quý thủy nhụy hủy khuỵu đầm \
            ấp ắp ăn ắng ẵm ảnh ách ấm ầm ẩm áy náy";
        let unknown: Vec<&str> =
            text.split_whitespace().filter(|w| judge(w) == Verdict::Impossible).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn refuses_a_letter_too_few_or_a_tone_in_the_wrong_place() {
        let text = "trưòng trừong truờng đựơc đươc ngưòi nguời cưòng nghị́ hoàgn hoằc khóan tòan tóan thóai \
            qúy qủan qủy gíao gỉải gỉam gìơ gíup cuả muà đôí nứơc lí́ thưởg nghiã nghiả ghà ngè nghà nghọn kủa kó cĩ \
            cế cy gẹ ngị tịếp tíêp tĩễn khàc bảt tàp thìch giữã hứơng phưong trươc môt cac̣ mâũ lãnhđạo nhiêụ đâù dưng̣";
        for word in text.split_whitespace() {
            assert_eq!(judge(word), Verdict::Impossible, "{word}");
        }
    }

    #[test]
    fn refuses_what_cannot_be_said() {
        for word in [
            "nghành",
            "ngiêm",
            "trưòng",
            "hòan",
            "gía",
            "qúy",
            "kế́",
            "tât",
            "kông",
            "cế",
            "thựơng",
            "ngề",
            "đươc",
            "bổ\u{303}",
        ] {
            assert_eq!(judge(word), Verdict::Impossible, "{word}");
        }
    }

    #[test]
    fn guesses_what_was_meant() {
        for (wrong, right) in
            [("nghành", "ngành"), ("hòan", "hoàn"), ("gía", "giá"), ("đươc", "được"), ("nghiêmm", "nghiêm")]
        {
            assert!(nearest(wrong).contains(&right.to_owned()), "{wrong}: {:?}", nearest(wrong));
        }
        assert_eq!(restyle("hòa").as_deref(), Some("hoà"));
        assert_eq!(restyle("thuý").as_deref(), Some("thúy"));
        assert_eq!(restyle("toàn"), None);
    }
}
