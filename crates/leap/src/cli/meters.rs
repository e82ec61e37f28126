//! Meters as they are kept and shown.

use leap::connection::Moment;
use leap::instant;
use leap::inventory::{Enrolment, Meter, RequiredOf};
use serde::{Deserialize, Serialize};

/// What is kept of a meter besides its references. The names are those of Leap's API.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct MeterBody {
    pub(crate) meter_type: Option<String>,
    pub(crate) transmission_region: Option<String>,
    pub(crate) utility_name: Option<String>,
    pub(crate) customer_classification: Option<String>,
    pub(crate) created_at: Option<String>,
    pub(crate) is_archived: Option<bool>,
    pub(crate) global_enrollment_status: Option<String>,
    pub(crate) program_enrollment: Vec<ProgramJson>,
    pub(crate) required_actions: Vec<ActionJson>,
}

/// How a meter stands to one programme in one delivery period.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct ProgramJson {
    pub(crate) program_identifier: Option<String>,
    pub(crate) delivery_period: Option<String>,
    pub(crate) enrollment_status: Option<String>,
}

/// What somebody has to do.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct ActionJson {
    /// `partner` or `leap`.
    pub(crate) of: String,
    pub(crate) action_type: Option<String>,
    pub(crate) action_code: Option<String>,
    pub(crate) action_description: Option<String>,
}

impl MeterBody {
    /// Takes over what a meter search says. The enrolment stays.
    pub(crate) fn update(&mut self, meter: &Meter) {
        self.meter_type.clone_from(&meter.kind);
        self.transmission_region.clone_from(&meter.region);
        self.utility_name.clone_from(&meter.utility);
        self.customer_classification.clone_from(&meter.class);
        self.is_archived = meter.is_archived;
        self.created_at = match &meter.created {
            Moment::Absent => None,
            Moment::At(time) => Some(instant::format(*time)),
            Moment::Unreadable(text) => Some(text.clone()),
        };
    }

    /// Takes over what an enrolment search says.
    pub(crate) fn enrol(&mut self, enrolment: &Enrolment) {
        self.global_enrollment_status.clone_from(&enrolment.status);
        let programs = enrolment.programmes.iter().map(|programme| ProgramJson {
            program_identifier: programme.programme.clone(),
            delivery_period: programme.period.clone(),
            enrollment_status: programme.status.clone(),
        });
        self.program_enrollment = programs.collect();
        let actions = enrolment.actions.iter().map(|action| ActionJson {
            of: match action.of {
                RequiredOf::Partner => "partner".to_owned(),
                RequiredOf::Leap => "leap".to_owned(),
            },
            action_type: action.action.clone(),
            action_code: action.code.clone(),
            action_description: action.description.clone(),
        });
        self.required_actions = actions.collect();
    }
}
