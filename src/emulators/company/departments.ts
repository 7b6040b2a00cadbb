/** How the sample company is organised. */
export interface Department {
  readonly name: string;
  /** Customer Success reports to two divisions, so that one person reaches a group by two paths (case 35). */
  readonly divisions: readonly string[];
  readonly jobTitles: readonly [string, ...string[]];
}

export const divisions = ['Commercial', 'Product', 'Operations'] as const;

export const departments: readonly [Department, ...Department[]] = [
  {
    name: 'Sales',
    divisions: ['Commercial'],
    jobTitles: ['Account Executive', 'Sales Engineer', 'Regional Sales Lead', 'Sales Representative'],
  },
  {
    name: 'Engineering',
    divisions: ['Product'],
    jobTitles: ['Software Engineer', 'Senior Software Engineer', 'Engineering Lead', 'Reliability Engineer'],
  },
  {
    name: 'Finance',
    divisions: ['Operations'],
    jobTitles: ['Controller', 'Accountant', 'Payroll Specialist', 'Treasurer'],
  },
  {
    name: 'Marketing',
    divisions: ['Commercial'],
    jobTitles: ['Brand Designer', 'Content Writer', 'Campaign Lead', 'Events Coordinator'],
  },
  {
    name: 'Design',
    divisions: ['Product'],
    jobTitles: ['Product Designer', 'Design Researcher', 'Senior Product Designer', 'Illustrator'],
  },
  {
    name: 'People',
    divisions: ['Operations'],
    jobTitles: ['People Partner', 'Recruiter', 'Learning Coach', 'Office Coordinator'],
  },
  {
    name: 'Customer Success',
    divisions: ['Commercial', 'Operations'],
    jobTitles: ['Onboarding Specialist', 'Support Engineer', 'Customer Success Lead', 'Renewals Specialist'],
  },
  {
    name: 'Product Management',
    divisions: ['Product'],
    jobTitles: ['Product Owner', 'Business Analyst', 'Release Coordinator', 'Pricing Analyst'],
  },
  {
    name: 'IT',
    divisions: ['Operations'],
    jobTitles: ['Systems Engineer', 'Service Desk Analyst', 'Identity Engineer', 'Network Engineer'],
  },
  {
    name: 'Partnerships',
    divisions: ['Commercial'],
    jobTitles: ['Partner Lead', 'Alliance Coordinator', 'Channel Analyst', 'Partner Engineer'],
  },
  {
    name: 'Quality',
    divisions: ['Product'],
    jobTitles: ['Test Engineer', 'Quality Lead', 'Accessibility Specialist', 'Test Automation Engineer'],
  },
  {
    name: 'Legal',
    divisions: ['Operations'],
    jobTitles: ['Legal Counsel', 'Privacy Officer', 'Contract Specialist', 'Paralegal'],
  },
];
