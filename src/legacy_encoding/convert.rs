//! Text of the old code pages to Unicode.
//!
//! TCVN 5712:1993 (TCVN3) has a byte for each letter; VNI writes a vowel and
//! a second character for its mark. Both are seen here as Latin-1.

use super::Legacy;

/// TCVN3: what is seen, and what it means.
const TCVN3: &str = "µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ ×ì Ýí Øỉ Üĩ Þị \
    ßò ãó áỏ âõ äọ «ô åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ \u{AD}ư õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ \
    ¡Ă ¢Â §Đ £Ê ¤Ô ¥Ơ ¦Ư";

/// VNI: a vowel with its mark, small letters.
const VNI_PAIRS: &str = "aøà aùá aûả aõã aïạ aâ aàầ aáấ aåẩ aãẫ aäậ aêă aèằ aéắ aúẳ aüẵ aëặ eøè eùé eûẻ eõẽ eïẹ eâê eàề eáế eåể eãễ eäệ \
    oøò oùó oûỏ oõõ oïọ oâô oàồ oáố oåổ oãỗ oäộ ôøờ ôùớ ôûở ôõỡ ôïợ uøù uùú uûủ uõũ uïụ öøừ öùứ öûử öõữ öïự yøỳ yùý yûỷ yõỹ";

/// VNI: letters that stand alone.
const VNI_SINGLE: &str = "ñđ ôơ öư æỉ óĩ òị îỵ ÑĐ ÔƠ ÖƯ ÆỈ ÓĨ ÒỊ ÎỴ";

/// The text in Unicode.
pub(crate) fn to_unicode(text: &str, code_page: Legacy) -> String {
    match code_page {
        Legacy::Tcvn3 => text.chars().map(|c| single(TCVN3, c).unwrap_or(c)).collect(),
        Legacy::Vni => from_vni(text),
    }
}

fn from_vni(text: &str) -> String {
    let mut unicode = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let joined = chars.peek().and_then(|&mark| pair(c, mark));
        if let Some(letter) = joined {
            chars.next();
            unicode.push(letter);
        } else {
            unicode.push(single(VNI_SINGLE, c).unwrap_or(c));
        }
    }
    unicode
}

/// The letter that a vowel and its mark make; the case is the vowel's.
fn pair(vowel: char, mark: char) -> Option<char> {
    let small = |c: char| c.to_lowercase().next().unwrap_or(c);
    let found = VNI_PAIRS.split_whitespace().find_map(|entry| {
        let mut chars = entry.chars();
        let matches = chars.next() == Some(small(vowel)) && chars.next() == Some(small(mark));
        // "aâ" alone means â.
        matches.then(|| chars.next().unwrap_or(small(mark)))
    })?;
    if vowel.is_uppercase() { found.to_uppercase().next() } else { Some(found) }
}

fn single(table: &str, seen: char) -> Option<char> {
    table.split_whitespace().find_map(|entry| {
        let mut chars = entry.chars();
        (chars.next() == Some(seen)).then(|| chars.next()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_both() {
        let title = "Cộng hòa xã hội chủ nghĩa Việt Nam";
        assert_eq!(to_unicode("Céng hßa x· héi chñ nghÜa ViÖt Nam", Legacy::Tcvn3), title);
        assert_eq!(to_unicode("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Legacy::Vni), title);
        let plan = "Kế hoạch công tác dân vận ở cơ sở";
        assert_eq!(to_unicode("KÕ ho¹ch c«ng t¸c d©n vËn ë c¬ së", Legacy::Tcvn3), plan);
        assert_eq!(to_unicode("Keá hoaïch coâng taùc daân vaän ôû cô sôû", Legacy::Vni), plan);
        assert_eq!(to_unicode("ÑOÄC LAÄP", Legacy::Vni), "ĐỘC LẬP");
    }

    #[test]
    fn leaves_other_text_alone() {
        assert_eq!(to_unicode("Room 12, a-b", Legacy::Vni), "Room 12, a-b");
        assert_eq!(to_unicode("Room 12, a-b", Legacy::Tcvn3), "Room 12, a-b");
    }
}
