export { RobotNotFound as default } from '../../../../robot-not-found'
