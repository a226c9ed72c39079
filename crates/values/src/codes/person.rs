//! Who a young person is: sex and ethnicity as in the SSDA903 header, and the care status in our own list.

use super::codes;

codes! {
    /// Sex (SSDA903 item `SEX`, from 2024-25; the years before used `1` and `2`).
    Sex {
        Male "M" "Male"
        Female "F" "Female"
        Unknown "U" "Not known"
    }
}

codes! {
    /// Ethnicity (SSDA903 item `ETHNIC`).
    Ethnicity {
        Wbri "WBRI" "White British"
        Wiri "WIRI" "White Irish"
        Woth "WOTH" "Any other White background"
        Wirt "WIRT" "Traveller of Irish heritage"
        Wrom "WROM" "Gypsy or Roma"
        Mwbc "MWBC" "White and Black Caribbean"
        Mwba "MWBA" "White and Black African"
        Mwas "MWAS" "White and Asian"
        Moth "MOTH" "Any other mixed background"
        Aind "AIND" "Indian"
        Apkn "APKN" "Pakistani"
        Aban "ABAN" "Bangladeshi"
        Aoth "AOTH" "Any other Asian background"
        Bcrb "BCRB" "Black Caribbean"
        Bafr "BAFR" "Black African"
        Both "BOTH" "Any other Black background"
        Chne "CHNE" "Chinese"
        Ooth "OOTH" "Any other ethnic group"
        Refu "REFU" "Did not want to say"
        Nobt "NOBT" "Not yet asked"
    }
}

codes! {
    /// A young person's status under the law on leaving care.
    ///
    /// The list is our own: no return has one that also covers those still looked after and those outside the legal terms.
    /// Source of the five legal terms: Children Act 1989, sections 22, 23A, 23C and 24, and schedule 2, paragraph 19B.
    CareStatus {
        LookedAfter "looked_after" "Looked after"
        Eligible "eligible" "Eligible: 16 or 17, still looked after, and in care long enough to have leaving-care support"
        Relevant "relevant" "Relevant: 16 or 17, has left care, and was eligible"
        FormerRelevant "former_relevant" "Former relevant: 18 or over, and was eligible or relevant"
        Qualifying "qualifying" "Qualifying care leaver"
        CareExperienced "care_experienced" "Care-experienced, without a leaving-care status"
        NotKnown "not_known" "Not known"
    }
}
