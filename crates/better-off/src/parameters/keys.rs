//! What every year's file must have: sections, keys and kinds. Also compiled into `build.rs`, which refuses a file that lacks one.

macro_rules! keys {
    ($then:ident) => {
        $then! {
            income_tax IncomeTax {
                personal_allowance_year: Amount,
                basic_rate: Rate,
                basic_rate_limit_year: Amount,
                higher_rate: Rate,
            }
            national_insurance NationalInsurance {
                primary_threshold_year: Amount,
                upper_limit_year: Amount,
                main_rate: Rate,
                upper_rate: Rate,
                minimum_age: u32,
            }
            pension Pension {
                minimum_age: u32,
                trigger_year: Amount,
                qualifying_lower_year: Amount,
                qualifying_upper_year: Amount,
                employee_rate: Rate,
            }
            universal_credit UniversalCredit {
                single_under_25: Amount,
                single_25_and_over: Amount,
                couple_under_25: Amount,
                couple_25_and_over: Amount,
                child: Amount,
                child_limit: u32,
                lcwra_protected: Amount,
                lcwra_new: Amount,
                carer: Amount,
                childcare_rate: Rate,
                childcare_one: Amount,
                childcare_two: Amount,
                work_allowance_with_housing: Amount,
                work_allowance_without_housing: Amount,
                taper: Rate,
                capital_lower: Amount,
                capital_upper: Amount,
                tariff_income_per_250: Amount,
                debt_deduction_cap: Rate,
                minimum_age: u32,
                shared_rate_age_limit: u32,
                care_leaver_one_bed_until_age: u32,
                under_occupation_one: Rate,
                under_occupation_two: Rate,
            }
            benefit_cap BenefitCap {
                single: Amount,
                couple_or_parent: Amount,
                earnings_exemption: Amount,
                grace_months: u32,
            }
            housing_benefit HousingBenefit {
                applicable_single_under_25_week: Amount,
                applicable_single_25_and_over_week: Amount,
                applicable_lone_parent_week: Amount,
                applicable_couple_week: Amount,
                disability_premium_single_week: Amount,
                disability_premium_couple_week: Amount,
                severe_disability_premium_week: Amount,
                disregard_single_week: Amount,
                disregard_couple_week: Amount,
                disregard_lone_parent_week: Amount,
                disregard_disabled_week: Amount,
                additional_disregard_week: Amount,
                childcare_one_week: Amount,
                childcare_two_week: Amount,
                minimum_award_week: Amount,
                taper: Rate,
                pension_share_deducted: Rate,
            }
            supported_disregard SupportedDisregard {
                single_under_25_week: Amount,
                single_25_and_over_week: Amount,
                couple_under_25_week: Amount,
                couple_25_and_over_week: Amount,
            }
            child_benefit ChildBenefit {
                eldest_week: Amount,
                other_week: Amount,
            }
            pip PersonalIndependencePayment {
                daily_standard_week: Amount,
                daily_enhanced_week: Amount,
                mobility_standard_week: Amount,
                mobility_enhanced_week: Amount,
            }
            bursaries Bursaries {
                apprenticeship: Amount,
                sixteen_to_nineteen_year: Amount,
                higher_education: Amount,
            }
            travel Travel {
                care_leaver_bus_tram: Rate,
                apprentice_travelcard: Rate,
                on_uc_bus_tram: Rate,
                jobcentre_plus_card: Rate,
            }
            council_tax CouncilTax {
                band_a: Rate,
                band_b: Rate,
                band_c: Rate,
                band_d: Rate,
                band_e: Rate,
                band_f: Rate,
                band_g: Rate,
                band_h: Rate,
                single_adult_discount: Rate,
                adult_age: u32,
                apprentice_pay_week: Amount,
            }
        }
    };
}
